import type { ActionStep, EffectKind, RunError } from '@hookline/contract';
import { NeedsReconnect, Rejected, Skipped, Throttled, Unavailable } from '@hookline/connector-kit';
import { retryDelayMs } from './retry-delay.js';

/** What to do after a try that did not succeed. */
export type Decision =
  | { readonly act: 'retry'; readonly delayMs: number; readonly because: 'retry' | 'throttled' }
  | { readonly act: 'wait_for_connection' }
  | { readonly act: 'skip' }
  | { readonly act: 'unknown' }
  | { readonly act: 'give_up' };

export type TryFailure = {
  readonly error: unknown;
  readonly step: ActionStep;
  readonly effect: EffectKind;
  /** Tries that count against the schedule, this one included. */
  readonly spentTries: number;
};

export type RetryMeans = {
  readonly scheduleSecs: readonly number[];
  readonly random: () => number;
};

/**
 * Decides from the error's class alone: whose fault it is, and whether to try again. Pure, so that the
 * whole table is a test.
 */
export function decide(failure: TryFailure, means: RetryMeans): Decision {
  const { error } = failure;
  if (error instanceof Skipped) return { act: 'skip' };
  if (error instanceof NeedsReconnect) return { act: 'wait_for_connection' };
  if (error instanceof Throttled) {
    return {
      act: 'retry',
      because: 'throttled',
      delayMs: retryDelayMs({ baseMs: 30_000, retryAfterMs: error.retryAfterMs }, means.random),
    };
  }
  if (error instanceof Unavailable) return decideUnavailable(error, failure, means);
  return { act: 'give_up' };
}

function decideUnavailable(error: Unavailable, failure: TryFailure, means: RetryMeans): Decision {
  if (error.sent === 'maybe' && mustAsk(failure.step, failure.effect)) return { act: 'unknown' };
  const schedule = scheduleOf(failure.step, means.scheduleSecs);
  const nextSecs = schedule[failure.spentTries];
  if (nextSecs === undefined) return { act: 'give_up' };
  const delay = { baseMs: nextSecs * 1_000, retryAfterMs: error.retryAfterMs };
  return { act: 'retry', because: 'retry', delayMs: retryDelayMs(delay, means.random) };
}

/** True when an effect that may have happened must not simply be repeated. */
export function mustAsk(step: ActionStep, effect: EffectKind): boolean {
  if (effect === 'once') return step.onUnknown !== 'repeat';
  if (effect === 'verifiable') return true;
  return step.onUnknown === 'ask' && effect !== 'read';
}

/** Tries that were throttled, or stood before a broken connection, are not counted. */
export function isSpent(error: RunError | null): boolean {
  return error?.code !== 'throttled' && error?.code !== 'needs_reconnect';
}

function scheduleOf(step: ActionStep, standard: readonly number[]): readonly number[] {
  if (step.retry === undefined || step.retry === 'default') return standard;
  return step.retry === 'none' ? [0] : step.retry.delaysSecs;
}

const longest = 2_000;

/** An error as history keeps it. A defect of ours is not spelled out: its text may hold anything. */
export function toRunError(error: unknown, stepId: string): RunError {
  if (
    error instanceof Rejected ||
    error instanceof NeedsReconnect ||
    error instanceof Throttled ||
    error instanceof Unavailable ||
    error instanceof Skipped
  ) {
    const pointer = error instanceof Rejected ? error.pointer : null;
    return { code: error.code, message: plain(error.message), stepId, pointer };
  }
  return {
    code: 'internal',
    message:
      'Something went wrong inside Hookline at this step; the lead is kept. Replay it, and if it ' +
      'fails again send the report of this run to whoever hosts it.',
    stepId,
    pointer: null,
  };
}

/** Text that the database can store and a page can show. */
export function plain(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, longest);
}

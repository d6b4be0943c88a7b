import type { ActionStep, EffectKind, OwnRunError, RunError } from '@hookline/contract';
import {
  NeedsReconnect,
  NotNow,
  Rejected,
  Skipped,
  Throttled,
  Unavailable,
} from '@hookline/connector-kit';
import { plain, plainWhy } from './plain.js';
import { retryDelayMs } from './retry-delay.js';

/** The pause of a target that throttles without saying for how long. */
const unaskedMs = 30_000;

/** What to do after a try that did not succeed. */
export type Decision =
  | { readonly act: 'retry'; readonly delayMs: number; readonly because: 'retry' | 'throttled' }
  | { readonly act: 'wait_for_target'; readonly delayMs: number }
  | { readonly act: 'wait_for_connection' }
  /** It may have happened: the target is asked after so long. */
  | { readonly act: 'look'; readonly delayMs: number }
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
  if (error instanceof NotNow) return { act: 'wait_for_target', delayMs: error.waitMs };
  if (error instanceof Throttled) {
    return {
      act: 'retry',
      because: 'throttled',
      delayMs: retryDelayMs(
        {
          baseMs: error.retryAfterMs === null ? unaskedMs : 1_000,
          retryAfterMs: error.retryAfterMs,
        },
        means.random,
      ),
    };
  }
  if (error instanceof Unavailable) return decideUnavailable(error, failure, means);
  return { act: 'give_up' };
}

function decideUnavailable(error: Unavailable, failure: TryFailure, means: RetryMeans): Decision {
  const { step, effect } = failure;
  const rule = error.sent === 'maybe' ? unknownRule(step, effect) : 'repeat';
  if (rule === 'ask') return { act: 'unknown' };
  const next = nextTryMs(failure, means, error.retryAfterMs);
  if (rule === 'look') return { act: 'look', delayMs: Math.max(next ?? 0, timeoutMs(step)) };
  return next === null ? { act: 'give_up' } : { act: 'retry', because: 'retry', delayMs: next };
}

/** How long until the next try of the schedule; `null` when all are used up. */
export function nextTryMs(
  failure: Pick<TryFailure, 'step' | 'spentTries'>,
  means: RetryMeans,
  retryAfterMs: number | null = null,
): number | null {
  const nextSecs = scheduleOf(failure.step, means.scheduleSecs)[failure.spentTries];
  if (nextSecs === undefined) return null;
  return retryDelayMs({ baseMs: nextSecs * 1_000, retryAfterMs }, means.random);
}

const defaultTimeoutMs = 30_000;

/** How long one try of a step may take. */
export function timeoutMs(step: ActionStep): number {
  return step.timeoutSecs === undefined ? defaultTimeoutMs : step.timeoutSecs * 1_000;
}

/** What becomes of an effect that may have happened: the action's own rule, or the owner's. */
export function unknownRule(step: ActionStep, effect: EffectKind): 'repeat' | 'look' | 'ask' {
  if (step.onUnknown === 'repeat' || effect === 'read' || effect === 'local') return 'repeat';
  if (effect === 'verifiable') return 'look';
  return effect === 'once' || step.onUnknown === 'ask' ? 'ask' : 'repeat';
}

const unspent: ReadonlySet<string> = new Set(['throttled', 'needs_reconnect', 'not_now']);

/** Tries that were throttled, postponed, or stood before a broken connection, are not counted. */
export function isSpent(error: RunError | null): boolean {
  return error === null || !unspent.has(error.code);
}

function scheduleOf(step: ActionStep, standard: readonly number[]): readonly number[] {
  if (step.retry === undefined || step.retry === 'default') return standard;
  return step.retry === 'none' ? [0] : step.retry.delaysSecs;
}

/** An error as history keeps it. A defect of ours is not spelled out: its text may hold anything. */
export function toRunError(error: unknown, stepId: string): OwnRunError {
  if (
    error instanceof Rejected ||
    error instanceof NeedsReconnect ||
    error instanceof NotNow ||
    error instanceof Throttled ||
    error instanceof Unavailable ||
    error instanceof Skipped
  ) {
    const pointer = error instanceof Rejected ? error.pointer : null;
    const { code, why } = error;
    const behind = why && { why: plainWhy(why) };
    return { code, message: plain(error.message), stepId, pointer, ...behind };
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

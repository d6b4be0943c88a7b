import type { Duration, OwnRunError } from '@hookline/contract';
import type { PlanDelay } from '../plan/compile-plan.js';
import { plain, plainWhy } from '../decide/plain.js';
import {
  decision,
  goOn,
  park,
  settle,
  settledBefore,
  type StepEnd,
  type StepState,
} from './step-state.js';

/**
 * Parks the run until its time. That it was claimed again means that the database's clock has reached
 * the time, so a delay that was recorded is over.
 */
export async function performDelay(plan: PlanDelay, state: StepState): Promise<StepEnd> {
  const { id } = plan.step;
  if (settledBefore(state, id)) return goOn;
  const recorded = state.journal.triesOf(id, state.item).at(-1);
  if (recorded) return settle(state, { ...recorded, state: 'succeeded' });

  const now = state.ports.now();
  const wakeInMs = waitMs(plan, state, now);
  if (wakeInMs === null) {
    return park(state, [], {
      to: 'needs_attention',
      error: {
        code: 'not_a_date',
        message: plain(
          `"${plan.step.until ?? ''}" did not give a date and time; choose another field`,
        ),
        stepId: id,
        pointer: '/until',
        why: plainWhy({ code: 'delay_no_date', values: { value: plan.step.until ?? '' } }),
      } satisfies OwnRunError,
    });
  }
  const until = new Date(now.getTime() + wakeInMs).toISOString();
  const record = decision(id, state, { until });
  if (wakeInMs <= 0) return settle(state, record);
  return park(state, [{ ...record, state: 'intent' }], {
    to: 'waiting',
    wakeInMs,
    waitingFor: 'delay',
    connectionId: null,
    error: null,
  });
}

function waitMs(plan: PlanDelay, state: StepState, now: Date): number | null {
  if (plan.until === null) return durationMs(plan.step.for ?? {});
  const rendered = plan.until.render(state.context.roots, state.run.settings);
  if (!rendered.ok) return null;
  const at = typeof rendered.value === 'string' ? Date.parse(rendered.value) : NaN;
  return Number.isNaN(at) ? null : at - now.getTime();
}

function durationMs(duration: Duration): number {
  const hours = (duration.days ?? 0) * 24 + (duration.hours ?? 0);
  const minutes = hours * 60 + (duration.minutes ?? 0);
  return (minutes * 60 + (duration.seconds ?? 0)) * 1_000;
}

import type { OwnRunError, RunError, RunMove } from '@hookline/contract';
import { plain } from '../decide/plain.js';
import { unknownOutcome } from '../decide/unknown-outcome.js';
import type { StepState } from './step-state.js';

const hourMs = 3_600_000;

/**
 * A run whose time is over waits for others no longer: a person is asked what shall become of it. What the
 * flow delays, and what waits for its owner to reconnect, is not waiting for others.
 */
export function stopLate(state: StepState, move: RunMove): RunMove {
  if (move.to !== 'waiting' || (move.waitingFor !== 'retry' && move.waitingFor !== 'throttled')) {
    return move;
  }
  const { journal, ports } = state;
  if (journal.busyMs(ports.now()) + move.wakeInMs <= ports.runTimeoutMs) return move;
  const { error } = move;
  const stepId = error?.stepId ?? null;
  // Who is asked for an answer about this very step must be able to give it.
  if (error?.code === 'outcome_unknown' && stepId !== null) {
    return { to: 'needs_attention', error: unknownOutcome(stepId) };
  }
  const hours = Math.round(ports.runTimeoutMs / hourMs);
  const said = error === null ? '' : ` The last thing that was heard: ${error.message}`;
  return {
    to: 'needs_attention',
    error: {
      code: 'run_timed_out',
      message: plain(
        `This run has not got to its end within ${hours} hours, so it is not tried again by itself.${said}`,
      ),
      stepId,
      pointer: null,
      // What it waited for last: the code says that it waits no more.
      ...behind(error),
    } satisfies Omit<OwnRunError, 'why'>,
  };
}

const behind = (error: RunError | null) => error?.why && { why: error.why };

import type { AttemptRecord, JsonValue, RunError, RunMove, ShadowEnd } from '@hookline/contract';
import type { Plan } from '../plan/compile-plan.js';
import type { EnginePorts, EngineRun, StepCall } from '../run/engine-run.js';
import { executeRun } from '../run/execute-run.js';
import { openJournal } from '../run/journal.js';

/** What a run would come to: how it ends, and the last try of each step. */
export type Shadow = {
  readonly end: ShadowEnd;
  readonly error: RunError | null;
  readonly attempts: readonly AttemptRecord[];
};

export type ShadowPorts = {
  readonly now: Date;
  /** Stands in for the world: an answer for a step that is not done, or a ConnectorError. */
  readonly answer: (call: StepCall) => Promise<JsonValue>;
  readonly onDefect: (error: unknown, stepId: string) => void;
};

/**
 * Takes a run to its end in memory: every effect is answered by `answer`, a delay is over at once, and
 * nothing is tried twice.
 */
export async function runShadow(plan: Plan, run: EngineRun, ports: ShadowPorts): Promise<Shadow> {
  const attempts = new Map<string, AttemptRecord>();
  let nowMs = ports.now.getTime();
  const means = shadowPorts(attempts, ports, () => new Date(nowMs));
  for (;;) {
    const move = await executeRun(plan, run, openJournal([...attempts.values()]), means);
    if (move.to !== 'waiting' || move.waitingFor !== 'delay') {
      return { ...ending(move), attempts: [...attempts.values()] };
    }
    nowMs += move.wakeInMs;
  }
}

function shadowPorts(
  attempts: Map<string, AttemptRecord>,
  { answer, onDefect }: ShadowPorts,
  now: () => Date,
): EnginePorts {
  const record: EnginePorts['record'] = async (given) => {
    for (const attempt of given.attempts) {
      attempts.set(JSON.stringify([attempt.stepId, attempt.item]), attempt);
    }
  };
  return {
    now,
    random: () => 0,
    retryScheduleSecs: [0],
    runTimeoutMs: Number.MAX_SAFE_INTEGER,
    onDefect,
    // Nobody waits for the answer of a run that did not happen.
    onReplied: () => undefined,
    record,
    perform: answer,
    verify: () => Promise.resolve({ happened: 'unknown' }),
    performLocal: async (call, settle) => {
      const output = await answer(call);
      await record(settle(output));
      return output;
    },
  };
}

/** A run that would wait for its target or its connection did not get to its end. */
function ending(move: RunMove): Pick<Shadow, 'end' | 'error'> {
  if (move.to === 'succeeded' || move.to === 'filtered') return { end: move.to, error: null };
  return { end: 'failed', error: move.to === 'running' ? null : move.error };
}

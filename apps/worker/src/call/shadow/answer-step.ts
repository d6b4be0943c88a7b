import type { AttemptRecord, JsonValue } from '@hookline/contract';
import type { Ports, WorkspaceSettings } from '@hookline/connector-kit';
import type { StepCall } from '@hookline/engine';
import type { Queryable, Scope } from '@hookline/store/work';
import { performStep, type OpenConnection } from '../../run/perform-step.js';
import { capturingPorts, readingPorts } from './capturing-ports.js';

export type AnswerMeans = {
  readonly scope: Scope;
  readonly db: Queryable;
  readonly settings: WorkspaceSettings;
  readonly openConnection: OpenConnection;
  /** What steps of the real run came to, by the key of their effect. */
  readonly recorded: ReadonlyMap<string, AttemptRecord>;
  /** `null`: nothing may leave, not even a question. */
  readonly openHttp: ((signal: AbortSignal) => Ports['http']) | null;
  /** Told which answer is only a sample. */
  readonly onAssumed: (call: StepCall) => void;
};

const maxReadMs = 10_000;

/**
 * Stands in for the world when a step of a shadow run is reached. Only a step that says of itself that it
 * reads may ask, and only if that was allowed; of any other the step is gone through up to its effect, so
 * that what it would refuse is known, and the answer is the one of the records or a sample.
 */
export async function answerStep(call: StepCall, means: AnswerMeans): Promise<JsonValue> {
  const effect = call.action.effect({
    hasConnection: call.connectionId !== null,
    input: call.input,
  });
  const record = means.recorded.get(call.idempotencyKey);
  if (effect === 'read') return answerRead(call, record, means);
  await goUpToEffect(call, means);
  return record ? record.output : call.action.sample;
}

async function answerRead(
  call: StepCall,
  record: AttemptRecord | undefined,
  means: AnswerMeans,
): Promise<JsonValue> {
  if (record && JSON.stringify(record.input) === JSON.stringify(call.input)) return record.output;
  const { openHttp } = means;
  if (openHttp !== null) {
    const timeoutMs = Math.min(call.timeoutMs, maxReadMs);
    return performStep(
      { ...call, timeoutMs },
      { ...means, openPorts: (_inner, signal) => readingPorts(means, openHttp(signal)) },
    );
  }
  await goUpToEffect(call, means);
  means.onAssumed(call);
  return record ? record.output : call.action.sample;
}

/** @throws ConnectorError what the step itself would refuse before anything is sent. */
async function goUpToEffect(call: StepCall, means: AnswerMeans): Promise<void> {
  let isReached = false;
  const openPorts = () =>
    capturingPorts(means, () => {
      isReached = true;
    });
  try {
    await performStep(call, { ...means, openPorts });
  } catch (error) {
    // Behind the effect the step only works on an answer that there was none of.
    if (!isReached) throw error;
  }
}

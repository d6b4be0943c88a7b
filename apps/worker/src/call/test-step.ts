import { flowDocument, walkSteps, type FlowDocument, type JsonValue } from '@hookline/contract';
import { Rejected, type ReceiverPreset } from '@hookline/connector-kit';
import { tryStep, type EngineEvent, type FindAction, type StepCall } from '@hookline/engine';
import { uuidv7, type Logger } from '@hookline/platform';
import {
  inTransaction,
  readDraft,
  readEventContent,
  type Pool,
  type Queryable,
  type Scope,
} from '@hookline/store/work';
import { performStep, type OpenConnection } from '../run/perform-step.js';
import { readPayload } from '../run/to-engine-run.js';
import type { RunMeans } from '../run/work-on-run.js';
import type { TestRequest } from './answer-calls.js';
import { asJson } from './as-json.js';

export type TestMeans = {
  readonly pool: Pool;
  readonly log: Logger;
  readonly findAction: FindAction;
  readonly findReceiver: (app: string, event: string) => ReceiverPreset | null;
  readonly openConnection: OpenConnection;
  readonly openPorts: RunMeans['openPorts'];
  readonly settingsOf: RunMeans['settingsOf'];
};

/** Runs one step of a draft on an event's data, for real, outside any run. */
export async function testStep(
  scope: Scope,
  request: TestRequest,
  means: TestMeans,
): Promise<JsonValue> {
  const document = flowDocument.parse(await readDraft(scope, means.pool, request.flowId));
  const placed = walkSteps(document).find(({ step }) => step.id === request.stepId);
  if (!placed) {
    throw new Rejected('this step is not in the draft any more; reload the page', {
      why: { code: 'step_gone' },
    });
  }
  const started = performance.now();
  const settings = await means.settingsOf(scope);
  const trial = await tryStep(
    {
      step: placed.step,
      flowName: document.name,
      outputs: { ...samplesBefore(document, placed.before, means), ...request.outputs },
      loops: walkSteps(document).flatMap(({ step }) =>
        step.type === 'loop' && placed.loops.includes(step.id) ? [step] : [],
      ),
      idempotencyKey: uuidv7().replaceAll('-', ''),
      now: new Date(),
      run: {
        id: uuidv7(),
        rootRunId: uuidv7(),
        flowId: request.flowId,
        workspaceId: scope.workspaceId,
        strikes: 1,
        settings,
        event: await chooseEvent(scope, { document, request }, means),
      },
    },
    {
      findAction: means.findAction,
      onDefect: (error) =>
        means.log.error({ err: error }, 'a step test failed by a defect of ours'),
      // One transaction, so that a row of a table is there or not, as in a run.
      perform: (call) =>
        inTransaction(means.pool, (client) =>
          performStep(call, {
            scope,
            settings,
            openConnection: means.openConnection,
            openPorts: (inner, signal) => portsOf(scope, { client, call: inner, means }, signal),
          }),
        ),
    },
  );
  const durationMs = Math.round(performance.now() - started);
  return asJson({ ok: trial.error === null, ...trial, durationMs });
}

function portsOf(
  scope: Scope,
  given: { client: Queryable; call: StepCall; means: TestMeans },
  signal: AbortSignal,
): ReturnType<TestMeans['openPorts']> {
  return given.means.openPorts({ scope, db: given.client, runId: null, call: given.call }, signal);
}

/** A step that was not tested yet stands in with the sample of its action. */
function samplesBefore(
  document: FlowDocument,
  before: readonly string[],
  means: TestMeans,
): Record<string, JsonValue> {
  const earlier = new Set(before);
  return Object.fromEntries(
    walkSteps(document).flatMap(({ step }) => {
      if (!earlier.has(step.id) || step.type !== 'action') return [];
      return [[step.id, means.findAction(step.app, step.action)?.sample ?? null]];
    }),
  );
}

async function chooseEvent(
  scope: Scope,
  { document, request }: { document: FlowDocument; request: TestRequest },
  means: TestMeans,
): Promise<EngineEvent> {
  const { eventId, payload } = request;
  // Null is a payload as good as any other.
  const isEdited = payload !== undefined;
  if (eventId === null) {
    const { app, event } = document.trigger;
    return {
      id: uuidv7(),
      receivedAt: new Date(),
      method: 'POST',
      path: '',
      query: '',
      headers: [],
      payload: isEdited ? payload : (means.findReceiver(app, event)?.sample ?? {}),
    };
  }
  const event = await readEventContent(scope, means.pool, eventId);
  if (!event) {
    throw new Rejected('this event is no longer stored; choose another one', {
      why: { code: 'event_gone' },
    });
  }
  return { ...event, payload: isEdited ? payload : readPayload(event, event.content) };
}

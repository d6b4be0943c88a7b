import type { EventView, FlowDocument, FlowView, JsonValue } from '@hookline/contract';
import { walkSteps } from '@hookline/contract';
import type { Catalog } from '../words/catalog.js';

type Given = {
  readonly document: FlowDocument;
  readonly flow: FlowView;
  readonly catalog: Catalog;
  /** None: the source's own sample. */
  readonly event: EventView | null;
  /** The event's payload as somebody changed it by hand. */
  readonly payload?: JsonValue | undefined;
  readonly outputs: Readonly<Record<string, JsonValue>>;
  readonly workspaceName: string;
  readonly nowIso: string;
};

/** What templates would read if the flow ran for the chosen event. */
export function sampleContext(given: Given): Record<string, JsonValue> {
  const { event, document, flow } = given;
  return {
    trigger: payloadOf(given),
    event: eventRoot(event, given.nowIso),
    steps: outputsOf(given),
    flow: { id: flow.id, name: document.name },
    run: { id: 'preview', key: '0'.repeat(32) },
    workspace: { name: given.workspaceName },
    now: given.nowIso,
  };
}

/** Null is a payload as good as any other. */
function payloadOf({ payload, event, catalog, document }: Given): JsonValue {
  if (payload !== undefined) return payload;
  if (event) return event.payload;
  return catalog.trigger(document.trigger)?.sample ?? {};
}

function eventRoot(event: EventView | null, nowIso: string): JsonValue {
  if (!event) {
    const bare = { id: 'sample', receivedAt: nowIso, method: 'POST', path: '' };
    return { ...bare, query: {}, headers: {} };
  }
  const { id, receivedAt, method, path } = event;
  const query = Object.fromEntries(new URLSearchParams(event.query));
  // As a run reads them: the wire's capitals are the sender's whim.
  const headers = Object.fromEntries(
    event.headers.map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { id, receivedAt, method, path, query, headers };
}

/** Outputs as tests gave them; a step that was not tested speaks by its action's sample. */
function outputsOf({ document, catalog, outputs }: Given): Record<string, JsonValue> {
  const entries = walkSteps(document).flatMap(({ step }): [string, JsonValue][] => {
    const tried = outputs[step.id];
    if (tried !== undefined) return [[step.id, tried]];
    if (step.type !== 'action') return [];
    const action = catalog.action(step.app, step.action);
    return action ? [[step.id, action.sample]] : [];
  });
  return Object.fromEntries(entries);
}

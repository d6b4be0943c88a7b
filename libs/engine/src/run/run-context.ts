import type { JsonObject, JsonValue } from '@hookline/contract';
import type { EngineRun } from './engine-run.js';

/**
 * The roots that templates of a run may name (DESIGN 4). `steps` is filled as the run goes on; it is the
 * one part that changes.
 */
export type RunContext = {
  readonly roots: Readonly<Record<string, JsonValue>>;
  readonly outputs: Record<string, JsonValue>;
};

export function openContext(run: EngineRun, flowName: string, now: Date): RunContext {
  const outputs: Record<string, JsonValue> = {};
  return {
    outputs,
    roots: {
      trigger: run.event.payload,
      event: describeEvent(run),
      steps: outputs,
      flow: { id: run.flowId, name: flowName },
      run: { id: run.id },
      workspace: { id: run.workspaceId, ...run.settings },
      now: now.toISOString(),
    },
  };
}

function describeEvent({ event }: EngineRun): JsonObject {
  const headers: Record<string, string> = {};
  for (const [name, value] of event.headers) headers[name.toLowerCase()] = value;
  return {
    id: event.id,
    receivedAt: event.receivedAt.toISOString(),
    method: event.method,
    path: event.path,
    query: event.query === '' ? {} : Object.fromEntries(new URLSearchParams(event.query)),
    headers,
  };
}

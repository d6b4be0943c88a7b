import type { WorkspaceSettings } from '@hookline/connector-kit';
import type { JsonValue } from '@hookline/contract';
import { maxStrikes, type EngineRun } from '@hookline/engine';
import type { ClaimedEvent, ClaimedRun } from '@hookline/store/work';

/** The doorway from a claimed row to a run as the engine speaks of it. */
export function toEngineRun(
  run: ClaimedRun,
  content: Buffer,
  settings: WorkspaceSettings,
): EngineRun {
  const { event } = run;
  return {
    id: run.id,
    rootRunId: run.rootRunId,
    flowId: run.flowId,
    workspaceId: run.scope.workspaceId,
    strikes: run.strikes,
    settings,
    event: {
      id: event.id,
      receivedAt: event.receivedAt,
      method: event.method,
      path: event.path,
      query: event.query,
      headers: event.headers,
      // What ends the process when it is read must not be read once more only to be stopped.
      payload: run.strikes > maxStrikes ? null : readPayload(event, content),
    },
  };
}

/** Intake has stored the payload as JSON wherever the body is not itself the payload. */
export function readPayload(
  event: Pick<ClaimedEvent, 'bodyKind' | 'isDerived'>,
  content: Buffer,
): JsonValue {
  if (content.length === 0) return {};
  if (!event.isDerived && event.bodyKind !== 'json') return content.toString('utf8');
  const payload: JsonValue = JSON.parse(content.toString('utf8'));
  return payload;
}

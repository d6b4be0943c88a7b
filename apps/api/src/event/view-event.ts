import {
  plainFileName,
  type EventSummary,
  type EventView,
  type JsonValue,
} from '@hookline/contract';
import type { EventFile, EventRecord, EventRun, ListedEvent } from '@hookline/store';

export function summarizeEvent(event: ListedEvent): EventSummary {
  const { id, flowId, state, method, path, bodyKind, bodyBytes } = event;
  const { summary, runId, reason, isQuarantined, duplicateOf, sameIdAs, receivedAt } = event;
  return {
    id,
    flowId,
    state,
    receivedAt: receivedAt.toISOString(),
    method,
    path,
    bodyKind,
    bodyBytes,
    summary,
    runId,
    reason,
    isQuarantined,
    duplicateOf,
    sameIdAs,
  };
}

export function viewEvent(
  event: EventRecord,
  { files, runs }: { files: readonly EventFile[]; runs: readonly EventRun[] },
): EventView {
  return {
    ...summarizeEvent(event),
    query: event.query,
    headers: event.headers.map(([name, value]) => [name, value]),
    payload: readPayload(event),
    rawText: event.bodyKind === 'bytes' || event.bodyKind === 'none' ? null : rawText(event.body),
    attachments: files.map((file) => ({ ...file, fileName: plainFileName(file.fileName) })),
    batch: batchOf(event),
    proof: proofOf(event),
    runs: runs.map((run) => ({ ...run, createdAt: run.createdAt.toISOString() })),
  };
}

function batchOf({ batchFirstId, batchEvents }: EventRecord): EventView['batch'] {
  if (batchFirstId === null || batchEvents === null) return null;
  return { firstEventId: batchFirstId, events: batchEvents };
}

function proofOf({ state, isProved }: EventRecord): EventView['proof'] {
  if (state === 'rejected') return 'refused';
  if (isProved === null) return 'unknown';
  return isProved ? 'proved' : 'not_asked';
}

/** What the templates of a flow see as `trigger`. A refused body may be no JSON, though it said so. */
export function readPayload(event: Pick<EventRecord, 'body' | 'payload' | 'bodyKind'>): JsonValue {
  const content = event.payload ?? event.body;
  if (content.length === 0) return {};
  const text = content.toString('utf8');
  if (event.payload === null && event.bodyKind !== 'json') return text;
  try {
    const payload: JsonValue = JSON.parse(text);
    return payload;
  } catch {
    return text;
  }
}

/** `null` for bytes that are no text; they are downloaded instead. */
function rawText(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

import type { IntakeOutcome, RawRequest } from '@hookline/intake';
import { uuidv7 } from '@hookline/platform';
import type { ArrivedEvent } from '@hookline/store';
import type { OpenHook } from './hook-book.js';

const nothing = Buffer.alloc(0);

/** What the judge made of a request, as the store keeps it. */
export function toEvent(open: OpenHook, request: RawRequest, outcome: IntakeOutcome): ArrivedEvent {
  const { scope, flowId } = open.hook;
  const common = {
    scope,
    flowId,
    id: uuidv7(),
    runId: uuidv7(),
    kind: outcome.outcome,
    method: request.method,
    path: request.path,
    query: storable(outcome.query),
    headers: outcome.headers,
  };
  if (outcome.outcome === 'rejected') {
    const bodyKind = outcome.keptBytes.length > 0 ? 'bytes' : 'none';
    const reason = storable(outcome.reason);
    const kept = { bodyKind, body: outcome.keptBytes, payload: null, summary: '' } as const;
    return { ...common, ...kept, dedupeKey: null, reason };
  }
  const { body } = outcome;
  return {
    ...common,
    bodyKind: body.kind,
    body: outcome.rawBody.length > 0 ? outcome.rawBody : nothing,
    payload: body.isDerived ? Buffer.from(JSON.stringify(body.payload)) : null,
    summary: storable(outcome.summary),
    dedupeKey: outcome.outcome === 'event' ? outcome.dedupeKey : null,
    reason: outcome.outcome === 'test' ? 'a test request of the sender' : null,
  };
}

/** Text columns hold anything but the zero character; the raw bytes keep even that. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

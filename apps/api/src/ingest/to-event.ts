import type { BodyKind } from '@hookline/contract';
import { orderKeyOf, type IntakeOutcome, type RawRequest } from '@hookline/intake';
import { uuidv7 } from '@hookline/platform';
import type { ArrivedEvent } from '@hookline/store';
import type { OpenHook } from './hook-book.js';

const nothing = Buffer.alloc(0);

/** What the judge made of a request, as the store keeps it. */
export function toEvent(open: OpenHook, request: RawRequest, outcome: IntakeOutcome): ArrivedEvent {
  const isRejected = outcome.outcome === 'rejected';
  const body = isRejected ? rejectedBody(outcome.keptBytes) : acceptedBody(outcome);
  const orderKey =
    outcome.outcome === 'event' ? orderKeyOf(open.order, outcome.body.payload) : null;
  // Written out, not spread: this is made for every request.
  return {
    scope: open.hook.scope,
    flowId: open.hook.flowId,
    id: uuidv7(),
    runId: uuidv7(),
    kind: outcome.outcome,
    method: request.method,
    path: request.path,
    query: storable(outcome.query),
    headers: outcome.headers,
    bodyKind: body.kind,
    body: body.bytes,
    payload: body.payload,
    summary: isRejected ? '' : storable(outcome.summary),
    dedupeKey: outcome.outcome === 'event' ? outcome.dedupeKey : null,
    orderKey,
    reason: reasonOf(outcome),
  };
}

type StoredBody = { kind: BodyKind; bytes: Uint8Array; payload: Uint8Array | null };

function acceptedBody(outcome: Exclude<IntakeOutcome, { outcome: 'rejected' }>): StoredBody {
  const { body, rawBody } = outcome;
  return {
    kind: body.kind,
    bytes: rawBody.length > 0 ? rawBody : nothing,
    payload: body.isDerived ? Buffer.from(JSON.stringify(body.payload)) : null,
  };
}

function rejectedBody(keptBytes: Uint8Array): StoredBody {
  return { kind: keptBytes.length > 0 ? 'bytes' : 'none', bytes: keptBytes, payload: null };
}

function reasonOf(outcome: IntakeOutcome): string | null {
  if (outcome.outcome === 'rejected') return storable(outcome.reason);
  return outcome.outcome === 'test' ? 'a test request of the sender' : null;
}

/** Text columns hold anything but the zero character; the raw bytes keep even that. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

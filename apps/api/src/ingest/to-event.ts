import type { BodyKind } from '@hookline/contract';
import {
  orderKeyOf,
  type BatchElement,
  type BatchOutcome,
  type IntakeOutcome,
  type RawRequest,
} from '@hookline/intake';
import { uuidv7 } from '@hookline/platform';
import type { ArrivedEvent } from '@hookline/store';
import type { OpenHook } from './hook-book.js';

const nothing = Buffer.alloc(0);

type SingleOutcome = Exclude<IntakeOutcome, BatchOutcome>;
type StoredBody = Pick<ArrivedEvent, 'bodyKind' | 'body' | 'payload'>;

/** What the judge made of a request, as the store keeps it. */
export function toEvent(open: OpenHook, request: RawRequest, outcome: SingleOutcome): ArrivedEvent {
  const { bodyKind, body, payload } = bodyOf(outcome);
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
    bodyKind,
    body,
    payload,
    summary: outcome.outcome === 'rejected' ? '' : storable(outcome.summary),
    dedupeKey: outcome.outcome === 'event' ? outcome.dedupeKey : null,
    orderKey: outcome.outcome === 'event' ? orderKeyOf(open.order, outcome.body.payload) : null,
    reason: reasonOf(outcome),
    isProved: outcome.outcome === 'rejected' ? null : outcome.isProved,
  };
}

/** The events of one request. The first keeps the request's own bytes, the others what they stand for. */
export function toEvents(
  open: OpenHook,
  request: RawRequest,
  outcome: BatchOutcome,
): readonly ArrivedEvent[] {
  return outcome.elements.map((element, index) => ({
    scope: open.hook.scope,
    flowId: open.hook.flowId,
    id: uuidv7(),
    runId: uuidv7(),
    method: request.method,
    path: request.path,
    query: storable(outcome.query),
    headers: outcome.headers,
    isProved: outcome.isProved,
    ...bodyOfElement(element, index === 0 ? outcome : null),
    ...fateOf(element, open),
  }));
}

function bodyOf(outcome: SingleOutcome): StoredBody {
  if (outcome.outcome === 'rejected') {
    const kind: BodyKind = outcome.keptBytes.length > 0 ? 'bytes' : 'none';
    return { bodyKind: kind, body: outcome.keptBytes, payload: null };
  }
  const { body, rawBody } = outcome;
  return {
    bodyKind: body.kind,
    body: rawBody.length > 0 ? rawBody : nothing,
    payload: body.isDerived ? Buffer.from(JSON.stringify(body.payload)) : null,
  };
}

function bodyOfElement({ payload }: BatchElement, first: BatchOutcome | null): StoredBody {
  const content = Buffer.from(JSON.stringify(payload));
  if (first === null) return { bodyKind: 'json', body: content, payload: null };
  return { bodyKind: first.body.kind, body: first.rawBody, payload: content };
}

function fateOf(
  element: BatchElement,
  { order }: OpenHook,
): Pick<ArrivedEvent, 'kind' | 'summary' | 'dedupeKey' | 'orderKey' | 'reason'> {
  const { skipReason } = element;
  const starts = skipReason === null;
  return {
    kind: starts ? 'event' : 'skipped',
    summary: storable(element.summary),
    dedupeKey: starts ? element.dedupeKey : null,
    orderKey: starts ? orderKeyOf(order, element.payload) : null,
    reason: starts ? null : storable(skipReason),
  };
}

function reasonOf(outcome: SingleOutcome): string | null {
  if (outcome.outcome === 'event') return null;
  return outcome.outcome === 'test' ? 'a test request of the sender' : storable(outcome.reason);
}

/** Text columns hold anything but the zero character; the raw bytes keep even that. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

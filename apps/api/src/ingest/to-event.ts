import { sayReason, type BodyKind } from '@hookline/contract';
import {
  orderKeyOf,
  type BatchElement,
  type BatchOutcome,
  type IntakeOutcome,
  type RawRequest,
} from '@hookline/intake';
import { uuidv7 } from '@hookline/platform';
import { quarantineMark, type ArrivedEvent } from '@hookline/store';
import type { OpenHook } from './hook-book.js';
import type { Suspicion } from './policy/open-policy.js';

const nothing = Buffer.alloc(0);

type SingleOutcome = Exclude<IntakeOutcome, BatchOutcome>;

/** The flow whose event it is. */
export type Place = Pick<OpenHook, 'order' | 'policy'> & {
  readonly hook: Pick<OpenHook['hook'], 'scope' | 'flowId' | 'catches'>;
};

type StoredBody = Pick<ArrivedEvent, 'bodyKind' | 'body' | 'payload'>;

/** What the judge made of a request, as the store keeps it. */
export function toEvent(
  open: Place,
  request: RawRequest,
  given: { outcome: SingleOutcome; suspicion: Suspicion | null },
): ArrivedEvent {
  const { outcome, suspicion } = given;
  const { bodyKind, body, payload } = bodyOf(outcome);
  // Written out, not spread: this is made for every request.
  const event: ArrivedEvent = {
    scope: open.hook.scope,
    flowId: open.hook.flowId,
    id: uuidv7(),
    runId: uuidv7(),
    kind: suspicion === null ? outcome.outcome : kindOf(suspicion),
    method: request.method,
    path: storable(outcome.path),
    query: storable(outcome.query),
    headers: outcome.headers,
    bodyKind,
    body,
    payload,
    summary: outcome.outcome === 'rejected' ? '' : storable(outcome.summary),
    dedupeKey: outcome.outcome === 'event' ? keyOf(outcome.dedupeKey, suspicion) : null,
    dedupeAlso: outcome.outcome === 'event' ? keyOf(outcome.dedupeAlso, suspicion) : null,
    orderKey: outcome.outcome === 'event' ? orderKeyOf(open.order, outcome.body.payload) : null,
    reason: suspicion === null ? reasonOf(outcome) : storable(suspicion.reason),
    isProved: outcome.outcome === 'rejected' ? null : outcome.isProved,
  };
  return open.hook.catches ? capture(event) : event;
}

/** What comes to an address of no flow is shown as it is, each time that it comes. */
function capture(event: ArrivedEvent): ArrivedEvent {
  // A handshake is nothing special where nobody is to be connected.
  const reason = event.kind === 'test' ? null : event.reason;
  return {
    ...event,
    kind: 'captured',
    dedupeKey: null,
    dedupeAlso: null,
    orderKey: null,
    reason,
  };
}

/** The events of one request. The first keeps the request's own bytes, the others what they stand for. */
export function toEvents(
  open: Place,
  request: RawRequest,
  outcome: BatchOutcome,
): readonly ArrivedEvent[] {
  const ids = outcome.elements.map(() => uuidv7());
  const [firstId] = ids;
  const events = ids.length;
  const together = firstId !== undefined && events > 1 ? { batch: { firstId, events } } : {};
  return outcome.elements.map((element, index) => ({
    scope: open.hook.scope,
    flowId: open.hook.flowId,
    id: ids[index] ?? uuidv7(),
    ...together,
    runId: uuidv7(),
    method: request.method,
    path: storable(outcome.path),
    query: storable(outcome.query),
    headers: outcome.headers,
    isProved: outcome.isProved,
    ...bodyOfElement(element, index === 0 ? outcome : null),
    ...fateOf(element, open, open.policy?.suspect(request, element.payload) ?? null),
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
  { order }: Place,
  suspicion: Suspicion | null,
): Pick<ArrivedEvent, 'kind' | 'summary' | 'dedupeKey' | 'dedupeAlso' | 'orderKey' | 'reason'> {
  const { skipReason } = element;
  const starts = skipReason === null;
  const trusted = starts ? 'event' : 'skipped';
  const reason = suspicion?.reason ?? skipReason;
  return {
    kind: suspicion === null ? trusted : kindOf(suspicion),
    summary: storable(element.summary),
    dedupeKey: starts ? keyOf(element.dedupeKey, suspicion) : null,
    dedupeAlso: starts ? keyOf(element.dedupeAlso, suspicion) : null,
    orderKey: starts ? orderKeyOf(order, element.payload) : null,
    reason: reason === null ? null : storable(reason),
  };
}

const kindOf = ({ fate }: Suspicion): 'quarantined' | 'rejected' =>
  fate === 'quarantine' ? 'quarantined' : 'rejected';

/** A refused event must not make the same one a duplicate when it comes again as it should. */
function keyOf(key: string | null, suspicion: Suspicion | null): string | null {
  if (suspicion === null || key === null) return key;
  return suspicion.fate === 'quarantine' ? quarantineMark + key : null;
}

function reasonOf(outcome: SingleOutcome): string | null {
  if (outcome.outcome === 'event') return null;
  return outcome.outcome === 'test' ? sayReason('test') : storable(outcome.reason);
}

/** Text columns hold anything but the zero character; the raw bytes keep even that. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

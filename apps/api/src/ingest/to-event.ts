import type { BatchElement, BatchOutcome, IntakeOutcome, RawRequest } from '@hookline/intake';
import { uuidv7 } from '@hookline/platform';
import type { ArrivedEvent } from '@hookline/store';
import type { OpenHook } from './hook-book.js';

const nothing = Buffer.alloc(0);

type Common = Pick<
  ArrivedEvent,
  'scope' | 'flowId' | 'id' | 'runId' | 'method' | 'path' | 'query' | 'headers'
>;

/** What the judge made of a request, as the store keeps it. */
export function toEvent(
  open: OpenHook,
  request: RawRequest,
  outcome: Exclude<IntakeOutcome, BatchOutcome>,
): ArrivedEvent {
  const common = { ...commonOf(open, request, outcome), kind: outcome.outcome };
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
    reason: reasonOf(outcome),
  };
}

/** The events of one request. The first keeps the request's own bytes, the others what they stand for. */
export function toEvents(
  open: OpenHook,
  request: RawRequest,
  outcome: BatchOutcome,
): readonly ArrivedEvent[] {
  return outcome.elements.map((element, index) => {
    const content = Buffer.from(JSON.stringify(element.payload));
    const body =
      index === 0
        ? ({ bodyKind: outcome.body.kind, body: outcome.rawBody, payload: content } as const)
        : ({ bodyKind: 'json', body: content, payload: null } as const);
    return { ...commonOf(open, request, outcome), ...body, ...ownOf(element) };
  });
}

function ownOf(
  element: BatchElement,
): Pick<ArrivedEvent, 'kind' | 'summary' | 'dedupeKey' | 'reason'> {
  const { skipReason } = element;
  return {
    kind: skipReason === null ? 'event' : 'skipped',
    summary: storable(element.summary),
    dedupeKey: skipReason === null ? element.dedupeKey : null,
    reason: skipReason === null ? null : storable(skipReason),
  };
}

function commonOf(open: OpenHook, request: RawRequest, outcome: IntakeOutcome): Common {
  const { scope, flowId } = open.hook;
  return {
    scope,
    flowId,
    id: uuidv7(),
    runId: uuidv7(),
    method: request.method,
    path: request.path,
    query: storable(outcome.query),
    headers: outcome.headers,
  };
}

function reasonOf(outcome: Exclude<IntakeOutcome, BatchOutcome>): string | null {
  if (outcome.outcome === 'test') return 'a test request of the sender';
  return outcome.outcome === 'skipped' ? storable(outcome.reason) : null;
}

/** Text columns hold anything but the zero character; the raw bytes keep even that. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

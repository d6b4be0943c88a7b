import { hash } from 'node:crypto';
import { sayReason, type ReceiverPreset } from '@hookline/contract';
import type { Rules } from '../intake.js';
import type { KeptRequest } from '../keep-request.js';
import type { BatchElement, IntakeOutcome } from '../outcome.js';
import type { RawRequest } from '../raw-request.js';
import { applyReadings } from '../reading/apply-readings.js';
import { Refusal } from '../refusal.js';
import type { Readable } from '../request/read-source.js';
import { skipReason, type EventFilter } from './choose-event.js';
import { dedupeKeys } from './dedupe-key.js';
import { readKind, type EventKind } from './read-kind.js';
import { splitBatch, type SplitElement } from './split-batch.js';
import { summarize } from './summarize.js';

type Proven = { request: RawRequest; kept: KeptRequest; isProved: boolean };

/** Makes events of a request that is neither refused nor a handshake: one, several, or one that is skipped. */
export function concludeEvents(rules: Rules, given: Proven): IntakeOutcome | Refusal {
  const { body } = given.kept;
  const found = splitBatch(body.payload, rules.preset.split, rules.limits);
  if (found instanceof Refusal) return found;
  if (found === null) {
    const whole = { payload: body.payload, names: '', contentOf: () => contentOf(given) };
    return concludeOne(given, concludeElement(rules, given, whole));
  }
  if (found.length === 0) {
    const reason = sayReason('batch_empty');
    return { outcome: 'skipped', ...keptOf(given), summary: summarize(body.payload), reason };
  }
  const elements = found.map((each) =>
    concludeElement(rules, given, { ...each, contentOf: () => JSON.stringify(each.payload) }),
  );
  const [only] = elements;
  if (elements.length > 1 || only === undefined) {
    return { outcome: 'events', ...keptOf(given), elements };
  }
  return concludeOne(given, only);
}

const keptOf = ({ kept: { headers, path, query, rawBody, body }, isProved }: Proven) => ({
  headers,
  path,
  query,
  rawBody,
  isProved,
  body,
});

function concludeOne({ kept, isProved }: Proven, only: BatchElement): IntakeOutcome {
  const { headers, path, query, rawBody } = kept;
  const { payload, summary, skipReason: reason, dedupeKey, dedupeAlso } = only;
  const isChanged = payload !== kept.body.payload;
  const body = isChanged ? { ...kept.body, payload, isDerived: true } : kept.body;
  // Written out, not spread: this is made for every request.
  return reason === null
    ? {
        outcome: 'event',
        headers,
        path,
        query,
        rawBody,
        isProved,
        body,
        summary,
        dedupeKey,
        dedupeAlso,
      }
    : { outcome: 'skipped', headers, path, query, rawBody, isProved, body, summary, reason };
}

function concludeElement(
  { preset, dedupe, events, limits }: Rules,
  given: Proven,
  element: SplitElement & { contentOf: () => Uint8Array | string },
): BatchElement {
  const payload = applyReadings(element.payload, preset.readings, limits);
  const read = { request: given.request, payload, limits, splitNames: element.names };
  const kind = kindOf(preset.events, events, read);
  const sent = preset.events?.told === undefined ? read : withKind(kind, read);
  const { isProved } = given;
  const keys = dedupeKeys(dedupe, { sent, isProved, contentOf: element.contentOf });
  return {
    payload,
    dedupeKey: keys.key,
    dedupeAlso: keys.also,
    summary: summarize(payload),
    skipReason: skipReason(kind, events),
  };
}

/** `null`: nothing asks for it, whether a choice of the owner's or a body that contradicts. */
function kindOf(
  named: ReceiverPreset['events'],
  filter: EventFilter,
  sent: Readable,
): EventKind | null {
  const isAsked = named !== null && (filter !== null || named.told !== undefined);
  return isAsked ? readKind(named, sent) : null;
}

/** Written out, not spread: this is made for every request. */
function withKind(kind: EventKind | null, sent: Readable): Readable {
  if (kind === null || !kind.isKnown || kind.name === undefined) return sent;
  const { request, payload, limits, splitNames } = sent;
  return { request, payload, limits, splitNames, kind: kind.name };
}

/** What stands for an event that came alone: its bytes, but for the border between parts, which is new with each try. */
function contentOf({ request, kept: { body } }: Proven): Uint8Array | string {
  if (body.kind !== 'multipart') return request.body;
  const files = body.files.map(({ field, fileName, bytes }) => [
    field,
    fileName,
    hash('sha256', bytes),
  ]);
  return JSON.stringify([body.payload, files]);
}

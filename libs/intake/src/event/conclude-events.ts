import { sayReason } from '@hookline/contract';
import type { Rules } from '../intake.js';
import type { KeptRequest } from '../keep-request.js';
import type { BatchElement, IntakeOutcome } from '../outcome.js';
import type { RawRequest } from '../raw-request.js';
import { applyReadings } from '../reading/apply-readings.js';
import { Refusal } from '../refusal.js';
import { skipReason } from './choose-event.js';
import { dedupeKey } from './dedupe-key.js';
import { splitBatch, type SplitElement } from './split-batch.js';
import { summarize } from './summarize.js';

type Proven = { request: RawRequest; kept: KeptRequest; isProved: boolean };

/** Makes events of a request that is neither refused nor a handshake: one, several, or one that is skipped. */
export function concludeEvents(rules: Rules, given: Proven): IntakeOutcome | Refusal {
  const { headers, query, rawBody, body } = given.kept;
  const stored = { headers, query, rawBody, isProved: given.isProved };
  const found = splitBatch(body.payload, rules.preset.split, rules.limits);
  if (found instanceof Refusal) return found;
  if (found?.length === 0) {
    const reason = sayReason('batch_empty');
    return { outcome: 'skipped', ...stored, body, summary: summarize(body.payload), reason };
  }
  const split = found ?? [{ payload: body.payload, names: '' }];
  const elements = split.map((each) =>
    concludeElement(rules, { ...given, isSplit: found !== null }, each),
  );
  const [only] = elements;
  if (elements.length > 1 || only === undefined) {
    return { outcome: 'events', ...stored, body, elements };
  }
  const { payload, summary } = only;
  const isDerived = body.isDerived || payload !== body.payload;
  const one = { ...stored, body: { ...body, payload, isDerived }, summary };
  if (only.skipReason !== null) return { outcome: 'skipped', ...one, reason: only.skipReason };
  return { outcome: 'event', ...one, dedupeKey: only.dedupeKey };
}

function concludeElement(
  { preset, dedupe, events, limits }: Rules,
  given: Proven & { isSplit: boolean },
  element: SplitElement,
): BatchElement {
  const payload = applyReadings(element.payload, preset.readings, limits);
  const sent = { request: given.request, payload, limits, splitNames: element.names };
  const content = given.isSplit ? JSON.stringify(element.payload) : given.request.body;
  return {
    payload,
    dedupeKey: dedupeKey(dedupe, { sent, isProved: given.isProved, content }),
    summary: summarize(payload),
    skipReason: skipReason(preset, events, sent),
  };
}

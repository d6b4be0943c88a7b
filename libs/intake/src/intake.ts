import type { Greeting, JsonObject, ReceiverPreset } from '@hookline/contract';
import { mergeQuery } from './body/merge-query.js';
import { parseBody } from './body/parse-body.js';
import { renamePrefixes } from './body/rename-prefixes.js';
import { concludeEvents } from './event/conclude-events.js';
import { readDedupeRule, type DedupeRule } from './event/dedupe-key.js';
import { readEventFilter, type EventFilter } from './event/choose-event.js';
import { findGreeting } from './event/find-greeting.js';
import { summarize } from './event/summarize.js';
import { defaultIntakeLimits, type IntakeLimits } from './intake-limits.js';
import { keepRejected, keepRequest, type Hidden, type KeptRequest } from './keep-request.js';
import type { IntakeOutcome, ParsedBody, RejectedOutcome, Reply, TestOutcome } from './outcome.js';
import type { RawRequest } from './raw-request.js';
import { applyReadings } from './reading/apply-readings.js';
import { Refusal } from './refusal.js';
import { testReply } from './reply.js';
import { findHeaders } from './request/find-header.js';
import { splitPath } from './request/read-path.js';
import { readPlace } from './request/read-place.js';
import type { Readable } from './request/read-source.js';
import { findHidden, hiddenInBody } from './secret/find-hidden.js';
import type { Secrets } from './secret/secrets.js';
import { checkAddress, readAddressRule, type AddressRule } from './verify/check-address.js';
import { proveSender, type Proof } from './verify/prove-sender.js';

export type Intake = (
  request: RawRequest,
  secrets: Secrets,
) => IntakeOutcome | Promise<IntakeOutcome>;

export type Rules = {
  preset: ReceiverPreset;
  methods: ReadonlySet<string>;
  dedupe: DedupeRule;
  events: EventFilter;
  addresses: AddressRule;
  /** What is hidden in a field that is read further is found only there. */
  masksRead: boolean;
  limits: IntakeLimits;
};

/**
 * Makes the judge of one endpoint's requests: who sent it, what it says, whether it is a lead, several, a
 * handshake or nothing we take. Compiled once per endpoint; a call is synchronous but for multipart bodies.
 * It never throws for what a stranger may send, and never looks at a clock.
 *
 * Six settings of a trigger are understood here: `allowedMethods` (a list, or text with commas), `dedupePath` and
 * `eventPath` (see `readPlace`), `splitPath`, `events` (a list) and `allowedAddresses` (text).
 */
export function createIntake(
  preset: ReceiverPreset,
  settings: JsonObject,
  limits: IntakeLimits = defaultIntakeLimits,
): Intake {
  const rules = readRules(preset, settings, limits);
  const conclude = (judged: Judged): IntakeOutcome =>
    judged.outcome === 'proven' ? concludeProven(rules, judged) : judged;
  return (request, secrets) => {
    const judged = judgeSender(rules, request, secrets);
    return judged instanceof Promise ? judged.then(conclude) : conclude(judged);
  };
}

export function readRules(
  preset: ReceiverPreset,
  settings: JsonObject,
  limits: IntakeLimits,
): Rules {
  const own = withOwnEvents(withOwnSplit(preset, settings), settings);
  return {
    preset: own,
    methods: readMethods(preset, settings),
    dedupe: readDedupeRule(preset, settings),
    events: readEventFilter(own, settings),
    addresses: readAddressRule(settings['allowedAddresses']),
    masksRead: preset.masks.some((mask) =>
      preset.readings.some(({ into }) => rootOf(into) === rootOf(mask)),
    ),
    limits,
  };
}

/** A request that is neither refused nor a handshake; what events it makes is another question. */
export type Proven = {
  outcome: 'proven';
  request: RawRequest;
  kept: KeptRequest;
  isProved: boolean;
  hidden: Hidden;
};
export type Judged = Proven | TestOutcome | RejectedOutcome;

/** What a proven request is to a flow with these rules. */
export function concludeProven(rules: Rules, proven: Proven): IntakeOutcome {
  const outcome = concludeEvents(rules, proven);
  return outcome instanceof Refusal ? rejectProven(proven, outcome) : outcome;
}

/** Whoever sent it need not prove anything more, so its beginning may be shown. */
export const rejectProven = ({ request, hidden }: Proven, refusal: Refusal): RejectedOutcome =>
  keepRejected(request, refusal, { hidden, isForeign: false });

type Case = {
  rules: Rules;
  request: RawRequest;
  secrets: Secrets;
  hidden: Hidden;
  /** A secret is asked for. */
  isAsked: boolean;
  proof: Proof;
  /** Handshakes that are answered whatever the proof says. */
  open: readonly Greeting[];
};

export function judgeSender(
  rules: Rules,
  request: RawRequest,
  secrets: Secrets,
): Judged | Promise<Judged> {
  const { preset, limits } = rules;
  const hidden = findHidden(preset, secrets, request.receivedAtMs);
  const isAsked = secrets.verification !== null || preset.connection === 'required';
  const open = preset.greetings.filter(
    ({ methods, isOpen }) =>
      methods.includes(request.method) && (isOpen || secrets.verification === null),
  );
  const refusal = checkEnvelope(rules, request, open.length > 0);
  if (refusal) return keepRejected(request, refusal, { hidden, isForeign: isAsked });
  const proof = proveSender(preset, secrets, { request, payload: undefined, limits });
  const all: Case = { rules, request, secrets, hidden, isAsked, proof, open };
  if (proof instanceof Refusal && open.length === 0) return reject(all, proof);
  const parsed = parseBody(request, limits);
  const conclude = (body: ParsedBody | Refusal): Judged => concludeBody(all, named(preset, body));
  return parsed instanceof Promise ? parsed.then(conclude) : conclude(parsed);
}

function named({ xmlPrefixes }: ReceiverPreset, body: ParsedBody | Refusal): ParsedBody | Refusal {
  if (xmlPrefixes === undefined || body instanceof Refusal || body.kind !== 'xml') return body;
  return { ...body, payload: renamePrefixes(body.payload, xmlPrefixes) };
}

function checkEnvelope(rules: Rules, request: RawRequest, mayGreet: boolean): Refusal | null {
  if (!mayGreet && !rules.methods.has(request.method)) return wrongMethod(request);
  const encodings = findHeaders(request.headers, 'content-encoding');
  if (encodings.some((each) => each.trim() !== '' && each.trim().toLowerCase() !== 'identity')) {
    return new Refusal(415, 'body_compressed');
  }
  return checkAddress(rules.addresses, request.address);
}

const wrongMethod = ({ method }: RawRequest): Refusal =>
  new Refusal(405, 'method', { method: method.slice(0, 20) });

function concludeBody(all: Case, body: ParsedBody | Refusal): Judged {
  const { rules, request, proof } = all;
  if (body instanceof Refusal) {
    const unproved = proof === 'look_in_body' ? unread(body) : body;
    return reject(all, proof instanceof Refusal ? proof : unproved);
  }
  const sent: Readable = { request, payload: body.payload, limits: rules.limits };
  const greeted = greet(all, all.open, sent);
  if (greeted instanceof Refusal) return reject(all, greeted);
  if (greeted) return concludeTest(keep(all, body), greeted, proof === 'proved');
  if (!rules.methods.has(request.method)) return reject(all, wrongMethod(request));
  const final = proof === 'look_in_body' ? proveSender(rules.preset, all.secrets, sent) : proof;
  if (final instanceof Refusal) return reject(all, final);
  if (final !== 'look_in_body') return concludeProved(all, { sent, body, proof: final });
  return reject(all, new Refusal(401, 'no_proof'));
}

function concludeProved(
  all: Case,
  { sent, body, proof }: { sent: Readable; body: ParsedBody; proof: 'open' | 'proved' },
): Judged {
  const { rules, request, hidden } = all;
  const told = greet(all, rules.preset.greetings, sent);
  if (told instanceof Refusal) return reject({ ...all, proof }, told);
  const kept = keep(all, body);
  const isProved = proof === 'proved';
  if (told) return concludeTest(kept, told, isProved);
  if (request.method === 'HEAD') return concludeTest(kept, testReply(rules.preset), isProved);
  return { outcome: 'proven', request, kept, isProved, hidden };
}

/** A body that cannot be read cannot hold the proof that was to be in it. */
const unread = (refusal: Refusal): Refusal =>
  new Refusal(401, 'proof_in_unread_body', { why: refusal.reason });

function greet(all: Case, greetings: readonly Greeting[], sent: Readable): Reply | Refusal | null {
  if (greetings.length === 0) return null;
  const ownName = all.hidden.texts[0]?.name ?? null;
  return findGreeting(all.rules.preset, greetings, { sent, secrets: all.secrets, ownName });
}

function keep({ rules, request, hidden, proof }: Case, parsed: ParsedBody): KeptRequest {
  const { preset, limits, masksRead } = rules;
  // After the proof was looked for: what stands in the query has proved nothing as a field of the body.
  const merged = preset.mergesQuery ? mergeQuery(parsed, request, limits) : parsed;
  const body = masksRead ? withReadings(merged, rules) : merged;
  const masked = hiddenInBody(body.payload, preset.masks);
  const own = proof === 'look_in_body' ? hidden.texts : [];
  const inBody = own.length === 0 ? masked : [...own, ...masked];
  const texts = own.length === 0 ? hidden.texts : [];
  return keepRequest(request, body, { headers: hidden.headers, texts, inBody });
}

/** Reading what was read changes nothing, so that it may be done again for each event. */
function withReadings(body: ParsedBody, { preset, limits }: Rules): ParsedBody {
  const payload = applyReadings(body.payload, preset.readings, limits);
  return payload === body.payload ? body : { ...body, payload, isDerived: true };
}

const rootOf = (path: string): string | undefined => splitPath(path)[0];

function reject({ request, hidden, isAsked, proof }: Case, refusal: Refusal): RejectedOutcome {
  return keepRejected(request, refusal, { hidden, isForeign: isAsked && proof !== 'proved' });
}

function concludeTest(kept: KeptRequest, reply: Reply, isProved: boolean): TestOutcome {
  const { headers, path, query, rawBody, body } = kept;
  return {
    outcome: 'test',
    headers,
    path,
    query,
    rawBody,
    body,
    reply,
    isProved,
    summary: summarize(body.payload),
  };
}

/** The owner of a source that nobody else describes says where its batches stand. */
function withOwnSplit(preset: ReceiverPreset, settings: JsonObject): ReceiverPreset {
  const path = settings['splitPath'];
  if (typeof path !== 'string' || path.trim() === '') return preset;
  return { ...preset, split: { paths: [path.trim()] } };
}

/** And where the kind of an event does. */
function withOwnEvents(preset: ReceiverPreset, settings: JsonObject): ReceiverPreset {
  const place = settings['eventPath'];
  if (typeof place !== 'string' || place.trim() === '') return preset;
  return { ...preset, events: { at: readPlace(place), known: [] } };
}

function readMethods(preset: ReceiverPreset, settings: JsonObject): ReadonlySet<string> {
  const chosen = settings['allowedMethods'];
  const listed =
    typeof chosen === 'string' ? chosen.split(',') : Array.isArray(chosen) ? chosen : [];
  const names = listed
    .map((each) => String(each).trim().toUpperCase())
    .filter((each) => each !== '');
  const allowed = names.filter((each) => preset.methods.includes(each));
  return new Set(allowed.length > 0 ? allowed : preset.methods);
}

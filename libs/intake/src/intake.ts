import type { JsonObject, ReceiverPreset } from '@hookline/contract';
import { parseBody } from './body/parse-body.js';
import { dedupeKey, readDedupeRule, type DedupeRule } from './event/dedupe-key.js';
import { isTestPing } from './event/is-test-ping.js';
import { summarize } from './event/summarize.js';
import { defaultIntakeLimits, type IntakeLimits } from './intake-limits.js';
import { keepRejected, keepRequest } from './keep-request.js';
import type { IntakeOutcome, ParsedBody } from './outcome.js';
import type { RawRequest } from './raw-request.js';
import { applyReadings } from './reading/apply-readings.js';
import { Refusal } from './refusal.js';
import { testReply } from './reply.js';
import { findHeaders } from './request/find-header.js';
import { missingKey, proveByBody, proveByEnvelope } from './secret/prove-sender.js';
import { readSecret, type Secrets, type SharedSecret } from './secret/shared-secret.js';

export type Intake = (
  request: RawRequest,
  secrets: Secrets,
) => IntakeOutcome | Promise<IntakeOutcome>;

type Rules = {
  preset: ReceiverPreset;
  methods: ReadonlySet<string>;
  dedupe: DedupeRule;
  limits: IntakeLimits;
};
type Proof = 'open' | 'proved' | 'look_in_body';

/**
 * Makes the judge of one endpoint's requests: who sent it, what it says, whether it is a lead, a test
 * ping or nothing we take. Compiled once per endpoint; a call is synchronous but for multipart bodies.
 * It never throws for what a stranger may send, and never looks at a clock.
 *
 * Two settings of a trigger are understood here: `allowedMethods` (a list, or text with commas) and
 * `dedupePath` (see `readDedupeRule`).
 */
export function createIntake(
  preset: ReceiverPreset,
  settings: JsonObject,
  limits: IntakeLimits = defaultIntakeLimits,
): Intake {
  const rules: Rules = {
    preset,
    methods: readMethods(preset, settings),
    dedupe: readDedupeRule(preset, settings),
    limits,
  };
  return (request, secrets) => judge(rules, request, secrets);
}

function judge(
  rules: Rules,
  request: RawRequest,
  secrets: Secrets,
): IntakeOutcome | Promise<IntakeOutcome> {
  const known = readSecret(rules.preset.verify, secrets);
  const secret = typeof known === 'string' ? null : known;
  const proof = checkEnvelope(rules, request, known);
  if (proof instanceof Refusal) return keepRejected(request, proof, { secret, isProved: false });
  const parsed = parseBody(request, rules.limits);
  const conclude = (body: ParsedBody | Refusal): IntakeOutcome =>
    concludeBody(rules, request, { body, proof, secret });
  return parsed instanceof Promise ? parsed.then(conclude) : conclude(parsed);
}

function checkEnvelope(
  rules: Rules,
  request: RawRequest,
  secret: SharedSecret | 'open' | 'broken',
): Proof | Refusal {
  if (!rules.methods.has(request.method)) {
    return new Refusal(405, `the method ${request.method.slice(0, 20)} is not taken here`);
  }
  const encodings = findHeaders(request.headers, 'content-encoding');
  if (encodings.some((each) => each.trim() !== '' && each.trim().toLowerCase() !== 'identity')) {
    return new Refusal(415, 'the body is compressed, which is not taken here');
  }
  if (secret === 'broken') {
    return new Refusal(401, 'the connection of this trigger has no key to compare with');
  }
  return secret === 'open' ? 'open' : proveByEnvelope(request, secret, rules.limits);
}

function concludeBody(
  rules: Rules,
  request: RawRequest,
  given: { body: ParsedBody | Refusal; proof: Proof; secret: SharedSecret | null },
): IntakeOutcome {
  const { body, proof, secret } = given;
  const isInBody = proof === 'look_in_body' && secret !== null;
  if (body instanceof Refusal) {
    const refusal = isInBody ? missingKey(secret) : body;
    return keepRejected(request, refusal, { secret, isProved: proof === 'proved' });
  }
  const verdict = isInBody ? proveByBody(body.payload, secret) : null;
  if (verdict instanceof Refusal) {
    return keepRejected(request, verdict, { secret, isProved: false });
  }

  const kept = keepRequest(request, body, secret, isInBody);
  const stored = { headers: kept.headers, query: kept.query, rawBody: kept.rawBody };
  const ping = isTestPing(kept.body.payload, rules.preset.testPing, secret?.name ?? null);
  if (ping || request.method === 'HEAD') {
    const reply = testReply(rules.preset);
    return {
      outcome: 'test',
      ...stored,
      body: kept.body,
      reply,
      summary: summarize(kept.body.payload),
    };
  }
  const payload = applyReadings(kept.body.payload, rules.preset.readings, rules.limits);
  const isProved = secret !== null;
  const key = dedupeKey(rules.dedupe, { request, payload, isProved, limits: rules.limits });
  const isDerived = kept.body.isDerived || payload !== kept.body.payload;
  return {
    outcome: 'event',
    ...stored,
    body: { ...kept.body, payload, isDerived },
    dedupeKey: key,
    summary: summarize(payload),
  };
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

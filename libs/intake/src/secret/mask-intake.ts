import { decodePart } from '../body/parse-form.js';
import { parseJson } from '../body/parse-json.js';
import { wireText } from '../body/wire-text.js';
import { summarize } from '../event/summarize.js';
import type { Intake } from '../intake.js';
import { defaultIntakeLimits, type IntakeLimits } from '../intake-limits.js';
import type { BatchOutcome, IntakeOutcome, ParsedBody, RejectedOutcome } from '../outcome.js';
import type { Header } from '../raw-request.js';
import { Refusal } from '../refusal.js';
import {
  isMaskedPath,
  mask,
  maskValue,
  readOwnerMasks,
  type Found,
  type OwnerMasks,
} from './owner-masks.js';
import { stars } from './mask-secret.js';
import { withQueryFields } from './masks-for.js';

const star = 0x2a;

/**
 * A judge whose outcomes hold none of the values that the owner's rules name. What tells events apart is
 * found before, in the request as it came; everything that is stored or shown comes after.
 * @param rules each as `readMaskRule` of the contract reads it; compiled here, once per endpoint.
 */
export function maskIntake(intake: Intake, rules: readonly string[], limits: IntakeLimits): Intake {
  const hide = maskOutcomes(rules, limits);
  if (hide === null) return intake;
  return (request, secrets) => {
    const outcome = intake(request, secrets);
    return outcome instanceof Promise ? outcome.then(hide) : hide(outcome);
  };
}

/** @returns `null` when there is nothing to hide. */
export function maskOutcomes(
  rules: readonly string[],
  limits: IntakeLimits,
): ((outcome: IntakeOutcome) => IntakeOutcome) | null {
  const masks = readOwnerMasks(rules, limits);
  const ofQuery = readOwnerMasks(withQueryFields(rules), limits);
  if (masks === null || ofQuery === null) return null;
  return (outcome) => maskOutcome(outcome, isQuery(outcome) ? ofQuery : masks);
}

/** The payload of a GET is its query. */
const isQuery = (outcome: IntakeOutcome): boolean =>
  outcome.outcome !== 'rejected' && outcome.body.kind === 'none';

/** The same for what was refused. */
export function maskRejections(
  rules: readonly string[],
  limits: IntakeLimits,
): (outcome: RejectedOutcome) => RejectedOutcome {
  const masks = readOwnerMasks(rules, limits);
  return masks === null ? (outcome) => outcome : (outcome) => maskRejected(outcome, masks);
}

/** Whether rules like these hide the field that stands at these names, from the top of the body or of another place. */
export function hidesField(
  rules: readonly string[],
): (segments: readonly string[], at?: 'query' | 'headers') => boolean {
  const masks = readOwnerMasks(rules, defaultIntakeLimits);
  return (segments, at) => {
    if (masks === null) return false;
    const name = (segments[0] ?? '').toLowerCase();
    if (at === 'headers') return masks.headers.has(name) || masks.names.has(name);
    if (at === 'query' && masks.query.has(name)) return true;
    return isMaskedPath(segments, masks);
  };
}

function maskOutcome(outcome: IntakeOutcome, masks: OwnerMasks): IntakeOutcome {
  if (outcome.outcome === 'rejected') return maskRejected(outcome, masks);
  const found: Found = new Set();
  const headers = maskHeaders(outcome.headers, masks);
  const kept = maskBody(outcome, { masks, found });
  const query = maskPairs(outcome.query, { masks, found, hide: withMask });
  if (outcome.outcome === 'events') {
    const elements = maskElements(outcome.elements, { masks, found });
    return { ...outcome, headers, query, ...kept, elements };
  }
  if (kept.body === outcome.body) return { ...outcome, headers, query };
  return { ...outcome, headers, query, ...kept, summary: summarize(kept.body.payload) };
}

type Masking = { readonly masks: OwnerMasks; readonly found: Found };

const withMask = (): string => mask;

/** What could not be read cannot be searched for a field: nothing of it stays. */
function maskRejected(outcome: RejectedOutcome, masks: OwnerMasks): RejectedOutcome {
  const headers = maskHeaders(outcome.headers, masks);
  const found: Found = new Set();
  const query = maskPairs(outcome.query, { masks, found, hide: withMask });
  const hasFields = masks.names.size + masks.paths.length > 0;
  const keptBytes = hasFields ? new Uint8Array() : outcome.keptBytes;
  return { ...outcome, headers, query, keptBytes };
}

function maskElements(
  elements: BatchOutcome['elements'],
  { masks, found }: Masking,
): BatchOutcome['elements'] {
  return elements.map((element) => {
    const payload = maskValue(element.payload, masks, found);
    if (payload === element.payload) return element;
    return { ...element, payload, summary: summarize(payload) };
  });
}

type Bodily = { readonly body: ParsedBody; readonly rawBody: Uint8Array };

function maskBody({ body, rawBody }: Bodily, given: Masking): Bodily {
  const { masks, found } = given;
  const files = body.files.filter(({ field }) => !isMaskedPath(segmentsOf(field), masks));
  const payload = maskValue(body.payload, masks, found);
  if (payload === body.payload && files.length === body.files.length) return { body, rawBody };
  return {
    body: { ...body, payload, files, isDerived: true },
    rawBody: maskRaw({ body, rawBody }, given),
  };
}

/**
 * JSON is written anew, forms pair by pair; in any other writing the place of a value is not known, so
 * all bytes are overwritten and the payload alone tells what came.
 */
function maskRaw({ body, rawBody }: Bodily, { masks, found }: Masking): Uint8Array {
  if (rawBody.length === 0) return rawBody;
  if (body.kind === 'json') {
    const parsed = parseJson(Buffer.from(rawBody).toString('utf8'), masks.limits);
    const own = parsed instanceof Refusal ? body.payload : parsed.value;
    return Buffer.from(JSON.stringify(maskValue(own, masks, found)));
  }
  if (body.kind === 'form') {
    const text = wireText(rawBody);
    const masked = maskPairs(text, { masks, found, hide: stars });
    if (masked !== text) return Buffer.from(masked, 'latin1');
  }
  return new Uint8Array(rawBody.length).fill(star);
}

function maskHeaders(headers: readonly Header[], masks: OwnerMasks): Header[] {
  return headers.map(([name, value]): Header => {
    const lower = name.toLowerCase();
    return masks.headers.has(lower) || masks.names.has(lower) ? [name, mask] : [name, value];
  });
}

/** Pairs of a query or a form, each by its name and by what it says. */
function maskPairs(
  text: string,
  { masks, found, hide }: Masking & { readonly hide: (value: string) => string },
): string {
  const isHidden = (name: string, value: string): boolean => {
    if (masks.query.has(name.toLowerCase()) || found.has(value)) return true;
    if (isMaskedPath(segmentsOf(name), masks)) return true;
    const field = { [name]: value };
    return maskValue(field, masks, found) !== field;
  };
  return text
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals === -1 || equals === pair.length - 1) return pair;
      const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
      const isSecret = isHidden(decodePart(name, null).text, decodePart(value, null).text);
      return isSecret ? `${name}=${hide(value)}` : pair;
    })
    .join('&');
}

/** `a[b][]` as the payload nests it. */
const segmentsOf = (name: string): readonly string[] =>
  [...name.matchAll(/\[([^\]]*)\]|([^[\]]+)/g)].flatMap((each) => {
    const segment = each[1] ?? each[2] ?? '';
    return segment === '' ? [] : [segment];
  });

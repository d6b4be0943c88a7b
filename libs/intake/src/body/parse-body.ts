import type { BodyKind, JsonValue } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft } from '../json-shape.js';
import type { ParsedBody } from '../outcome.js';
import type { RawRequest } from '../raw-request.js';
import { Refusal } from '../refusal.js';
import { readContentType, type ContentType } from '../request/read-content-type.js';
import { readQuery } from '../request/read-query.js';
import { decodeText } from './decode-text.js';
import { kindOf } from './kind-of.js';
import { parseForm } from './parse-form.js';
import { parseJson } from './parse-json.js';
import { parseMultipart } from './parse-multipart.js';
import { parseXml } from './parse-xml.js';

type Parsed = ParsedBody | Refusal;

/**
 * Parses a body by its declared type. An empty body is `none` whatever was declared; a GET's payload is
 * its query; JSON without any type is read as JSON, and so is JSON that was declared a form (a common
 * slip of senders); an unknown type is kept as opaque bytes, because losing it would be worse.
 */
export function parseBody(request: RawRequest, limits: IntakeLimits): Parsed | Promise<Parsed> {
  if (request.method === 'GET') return done('none', readQuery(request.query, limits));
  const declared = readContentType(request.headers);
  if (request.body.length === 0) return done('none', emptyDraft());
  if (declared instanceof Refusal) return declared;
  if (declared === null) return parseUndeclared(request.body, limits);
  const kind = kindOf(declared.type);
  if (kind === 'multipart') return fromMultipart(request.body, declared, limits);
  if (kind === 'bytes') return done('bytes', emptyDraft());
  if (kind === 'form') return fromForm(request.body, declared, limits);
  return fromText(kind, request.body, declared, limits);
}

function fromText(
  kind: 'json' | 'xml' | 'text',
  bytes: Uint8Array,
  declared: ContentType,
  limits: IntakeLimits,
): Parsed {
  const { text, wasRepaired, isPlain } = decodeText(bytes, charsetOf(kind, bytes, declared));
  if (kind === 'text') return done('text', { text }, wasRepaired);
  if (kind === 'xml') {
    const value = parseXml(text, limits);
    return value instanceof Refusal ? value : done('xml', value, wasRepaired);
  }
  const parsed = parseJson(text, limits);
  if (parsed instanceof Refusal) return parsed;
  const isRepaired = wasRepaired || parsed.wasRepaired;
  return {
    kind: 'json',
    payload: parsed.value,
    files: [],
    isDerived: !isPlain || isRepaired || parsed.isOwnReading,
    wasRepaired: isRepaired,
  };
}

/** XML may name its encoding in its own first line. */
function charsetOf(kind: BodyKind, bytes: Uint8Array, declared: ContentType): string | null {
  if (declared.charset !== null || kind !== 'xml') return declared.charset;
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return (
    /^\s*<\?xml[^>]*\bencoding=["']([a-z0-9_.:-]+)["']/i.exec(head)?.[1]?.toLowerCase() ?? null
  );
}

function fromForm(bytes: Uint8Array, declared: ContentType, limits: IntakeLimits): Parsed {
  const slip = looksLikeJson(bytes) ? parseUndeclared(bytes, limits) : null;
  if (slip && (slip instanceof Refusal || slip.kind === 'json')) return slip;
  const form = parseForm(bytes, declared.charset, limits);
  return form instanceof Refusal ? form : done('form', form.fields, form.wasRepaired);
}

async function fromMultipart(
  bytes: Uint8Array,
  declared: ContentType,
  limits: IntakeLimits,
): Promise<Parsed> {
  const parsed = await parseMultipart(bytes, declared.full, limits);
  if (parsed instanceof Refusal) return parsed;
  return { ...done('multipart', parsed.fields, parsed.wasRepaired), files: parsed.files };
}

function parseUndeclared(bytes: Uint8Array, limits: IntakeLimits): Parsed {
  if (!looksLikeJson(bytes)) return done('bytes', emptyDraft());
  const json = fromText('json', bytes, { type: '', charset: null, full: '' }, limits);
  const isForbidden = json instanceof Refusal && json.code === 'json_forbidden_name';
  return json instanceof Refusal && !isForbidden ? done('bytes', emptyDraft()) : json;
}

function looksLikeJson(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const isSpace = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
    if (!isSpace) return byte === 0x7b || byte === 0x5b;
  }
  return false;
}

function done(kind: BodyKind, payload: JsonValue, wasRepaired = false): ParsedBody {
  return { kind, payload, files: [], isDerived: true, wasRepaired };
}

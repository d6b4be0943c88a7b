import { createHash, createHmac } from 'node:crypto';
import type { JsonObject, ReceiverPreset, SignatureScheme, ValueSource } from '@hookline/contract';
import type { RawRequest } from '@hookline/intake';
import { aCertificate } from './certificate.given.js';

export const nowMs = Date.parse('2026-03-02T09:16:00Z');
const baseUrl = 'https://hooks.example.test/hooks/token';
const secret = 'a-long-secret-0123456789';
const standardSecret = `whsec_${Buffer.from('a standard secret of 32 bytes ..').toString('base64')}`;

/** What a sender sends, before it proves itself. */
export type Sent = {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string;
};

/** A connection as an owner would fill it in, and a sender that knows the same. */
export function aSender(preset: ReceiverPreset, atMs = nowMs) {
  const paypal = preset.app === 'paypal' ? aCertificate(new Date(atMs)) : null;
  const values = valuesOf(preset, paypal?.certificate ?? '');
  return {
    values,
    /** The request with its proof, as the sender makes it. */
    sign: (sent: Sent, url = `${baseUrl}${sent.path}`): Sent =>
      prove(preset, values, { sent, url, atMs, rsa: paypal?.sign ?? null }),
  };
}

export const wireOf = (preset: ReceiverPreset): Sent => ({
  ...preset.wire,
  headers: { ...preset.wire.headers },
});

export function toRequest(sent: Sent, atMs = nowMs): RawRequest {
  return {
    method: sent.method,
    path: sent.path,
    query: sent.query,
    url: urlOf(sent, `${baseUrl}${sent.path}`),
    headers: Object.entries(sent.headers),
    body: Buffer.from(sent.body),
    address: '192.0.2.1',
    receivedAtMs: atMs,
  };
}

const urlOf = ({ query }: Sent, url: string): string => (query === '' ? url : `${url}?${query}`);

function valuesOf(preset: ReceiverPreset, certificate: string): JsonObject {
  const isStandard = preset.verify.some(
    (each) => 'secretForm' in each && each.secretForm === 'base64',
  );
  return Object.fromEntries(
    preset.connectionFields
      .filter(({ key }) => !['publicKey', 'signingToken', 'method'].includes(key))
      .filter(({ visibleWhen }) => !visibleWhen || visibleWhen.in.includes('key'))
      .map(({ key }) => {
        if (key === 'certificate') return [key, certificate];
        if (key === 'name') return [key, 'X-Api-Key'];
        if (key === 'organizationId') return [key, '00D000000000001AAA'];
        return [key, isStandard && key === 'secret' ? standardSecret : secret];
      }),
  );
}

type Proving = { sent: Sent; url: string; atMs: number; rsa: ((text: string) => string) | null };

function prove(preset: ReceiverPreset, values: JsonObject, proving: Proving): Sent {
  const scheme = preset.verify.find((each) =>
    'secretField' in each ? values[each.secretField] !== undefined : 'valueField' in each,
  );
  const { sent } = proving;
  if (!scheme || preset.app === 'salesforce') return sent;
  if (scheme.kind === 'named_token')
    return withValue(sent, { from: 'header', path: 'X-Api-Key' }, secret);
  if (scheme.kind === 'token') return withValue(sent, scheme.at[0], secret);
  return scheme.kind === 'signature' ? withSignature(scheme, values, proving) : sent;
}

function withSignature(scheme: SignatureScheme, values: JsonObject, proving: Proving): Sent {
  const { atMs } = proving;
  const unit = scheme.timestamp?.unit;
  const secs = String(Math.floor(atMs / 1_000));
  const ts =
    unit === 'iso'
      ? `${new Date(atMs).toISOString().slice(0, 19)}Z`
      : unit === 'ms'
        ? String(atMs)
        : secs;
  let sent: Sent = { ...proving.sent, headers: { ...proving.sent.headers } };
  if (scheme.timestamp?.from === 'header') sent.headers[scheme.timestamp.name] = ts;
  if (scheme.idHeader) sent.headers[scheme.idHeader] ??= 'msg_1';
  if (scheme.alsoSame) sent = withValue(sent, scheme.alsoSame.at, secret);
  const text = (scheme.signed[0] ?? '').replace(
    /\{([a-z0-9_]+)(?::([^}]*))?\}/gi,
    (_, name, argument) =>
      partOf(String(name), String(argument), { sent, values, url: urlOf(sent, proving.url), ts }),
  );
  const bytes = compute(scheme, text, {
    key: String(values[scheme.secretField]),
    rsa: proving.rsa,
  });
  const head =
    scheme.layout === 'pairs'
      ? `t=${ts},${scheme.prefix}=`
      : scheme.layout === 'list'
        ? `${scheme.prefix},`
        : scheme.prefix;
  return withValue(sent, scheme.at[0], head + bytes);
}

function compute(
  scheme: SignatureScheme,
  text: string,
  { key, rsa }: { key: string; rsa: Proving['rsa'] },
): string {
  if (scheme.algorithm === 'rsa-sha256') return rsa?.(text) ?? '';
  if (scheme.algorithm === 'sha256')
    return createHash('sha256').update(text).digest(scheme.encoding);
  const raw =
    scheme.secretForm === 'base64' ? Buffer.from(key.slice(6), 'base64') : Buffer.from(key);
  return createHmac(scheme.algorithm.slice(5), raw).update(text).digest(scheme.encoding);
}

type Means = { sent: Sent; values: JsonObject; url: string; ts: string };

function partOf(name: string, argument: string, { sent, values, url, ts }: Means): string {
  const fields = new URLSearchParams(sent.body);
  const parts: Record<string, () => string> = {
    body: () => sent.body,
    url: () => url,
    method: () => sent.method,
    ts: () => ts,
    id: () => sent.headers['webhook-id'] ?? '',
    secret: () => String(values[argument]),
    field: () => fields.get(argument) ?? '',
    header: () => sent.headers[argument] ?? '',
    crc32: () => String(crc(sent.body)),
    sorted_params: () =>
      [...fields]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flat()
        .join(''),
  };
  return parts[name]?.() ?? '';
}

/** CRC-32, bit by bit, as its definition says. */
function crc(text: string): number {
  let value = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1)
      value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** The request with a value at a place; in a body, the field replaces what stood there. */
export function withValue(sent: Sent, place: ValueSource | undefined, value: string): Sent {
  const path = (place?.path ?? '').replace(/^\[(.*)\]$/, '$1');
  if (place?.from === 'header') return { ...sent, headers: { ...sent.headers, [path]: value } };
  if (place?.from === 'query') {
    const query = new URLSearchParams(sent.query);
    query.set(path, value);
    return { ...sent, query: query.toString() };
  }
  if (sent.headers['content-type']?.includes('urlencoded')) {
    const fields = new URLSearchParams(sent.body);
    fields.set(path.replace(/\.([^.]+)/g, '[$1]'), value);
    return { ...sent, body: fields.toString() };
  }
  const body: unknown = JSON.parse(sent.body === '' ? '{}' : sent.body);
  return { ...sent, body: JSON.stringify({ ...(body as object), [path]: value }) };
}

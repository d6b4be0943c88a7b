import { createHash, createHmac } from 'node:crypto';
import { aCertificate } from './a-certificate.js';
import type { DescribedSender, DescribedSignature, Sent } from './described-sender.js';
import { withValue } from './with-value.js';

/** Where senders send that were told nothing else. */
export const usualHookUrl = 'https://hooks.example.test/hooks/token';
const secret = 'a-long-secret-0123456789';
const standardSecret = `whsec_${Buffer.from('a standard secret of 32 bytes ..').toString('base64')}`;

type Values = Record<string, string>;

/** A connection as an owner would fill it in, and a sender that knows the same. */
export function aSender(preset: DescribedSender, beganAtMs: number) {
  const paypal = preset.app === 'paypal' ? aCertificate(new Date(beganAtMs)) : null;
  const values = valuesOf(preset, paypal?.certificate ?? '');
  return {
    values,
    /** The request with its proof, as the sender makes it. */
    sign: (sent: Sent, url = `${usualHookUrl}${sent.path}`, atMs = beganAtMs): Sent =>
      prove(preset, values, { sent, url, atMs, rsa: paypal?.sign ?? null }),
  };
}

export const wireOf = (preset: DescribedSender): Sent => ({
  ...preset.wire,
  headers: { ...preset.wire.headers },
});

/** An address with its query, as a sender signs it. */
export const urlOf = ({ query }: Sent, url: string): string =>
  query === '' ? url : `${url}?${query}`;

function valuesOf(preset: DescribedSender, certificate: string): Values {
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

function prove(preset: DescribedSender, values: Values, proving: Proving): Sent {
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

function withSignature(scheme: DescribedSignature, values: Values, proving: Proving): Sent {
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
  scheme: DescribedSignature,
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

type Means = { sent: Sent; values: Values; url: string; ts: string };

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

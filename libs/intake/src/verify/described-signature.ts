import { signatureAlgorithms, type JsonObject, type SignatureScheme } from '@hookline/contract';
import { textOf } from './text-of.js';

const usualToleranceSecs = 300;

/** The scheme that an owner described in the connection; `null` when the description is not complete. */
export function describedSignature(values: JsonObject): SignatureScheme | null {
  const algorithm = signatureAlgorithms.find(
    (each) => each === (textOf(values, 'algorithm') || 'hmac-sha256'),
  );
  const header = textOf(values, 'signatureHeader').trim();
  const signed = textOf(values, 'signedText') || '{body}';
  if (!algorithm?.startsWith('hmac') || header === '') return null;
  const name = textOf(values, 'timestampHeader').trim();
  // What is signed must hold the body, or a valid signature would vouch for any body.
  if (!signed.includes('{body}') || (signed.includes('{ts}') && name === '')) return null;
  return {
    kind: 'signature',
    algorithm,
    encoding: textOf(values, 'encoding') === 'base64' ? 'base64' : 'hex',
    at: [{ from: 'header', path: header }],
    layout: 'plain',
    prefix: textOf(values, 'prefix'),
    signed: [signed],
    secretField: 'secret',
    secretForm: 'text',
    timestamp:
      name === ''
        ? null
        : { from: 'header', name, unit: unitOf(values), toleranceSecs: usualToleranceSecs },
    idHeader: textOf(values, 'idHeader').trim() || null,
    urlForms: 'exact',
  };
}

function unitOf(values: JsonObject): 'secs' | 'ms' | 'iso' {
  const unit = textOf(values, 'timestampUnit');
  return unit === 'ms' || unit === 'iso' ? unit : 'secs';
}

import type { JsonObject, JsonValue, ReceiverPreset, VerifyScheme } from '@hookline/contract';
import type { Hidden } from '../keep-request.js';
import { rememberByText, rememberFor } from '../remember.js';
import { readPath, splitPath } from '../request/read-path.js';
import { textOf } from '../verify/text-of.js';
import { valuesInForce, type HiddenText, type Secrets } from './secrets.js';

/** What of any request to this source must not be stored, as far as the connection tells. */
export function findHidden(
  preset: Pick<ReceiverPreset, 'verify'>,
  secrets: Secrets,
  nowMs: number,
): Hidden {
  return hiddenFor(preset.verify)(valuesInForce(secrets, nowMs));
}

/** The same for each request, until other values are in force. */
const hiddenFor = rememberFor((verify: ReceiverPreset['verify']) =>
  rememberFor((sets: readonly JsonObject[]) => hiddenBy(verify, sets)),
);

function hiddenBy(verify: ReceiverPreset['verify'], sets: readonly JsonObject[]): Hidden {
  const texts: HiddenText[] = [];
  const headers = new Set<string>();
  for (const scheme of verify) {
    if (scheme.kind === 'token') {
      for (const { from, path } of scheme.at)
        if (from === 'header') headers.add(path.toLowerCase());
    }
    for (const values of sets) {
      texts.push(...hiddenOf(scheme, (field) => textOf(values, field)));
    }
  }
  for (const { name } of texts) headers.add(name.toLowerCase());
  return { texts, headers, inBody: [] };
}

function hiddenOf(scheme: VerifyScheme, read: (field: string) => string): readonly HiddenText[] {
  if (scheme.kind === 'named_token') {
    const value = read(scheme.valueField);
    return value === '' ? [] : [{ name: read(scheme.nameField).trim(), value }];
  }
  if (scheme.kind !== 'token') return [];
  const value = read(scheme.secretField);
  return value === '' ? [] : scheme.at.map(({ path }) => ({ name: bracketed(path), value }));
}

/** Credentials of others that a sender puts into its body, where the preset says they stand. */
export function hiddenInBody(payload: JsonValue, masks: readonly string[]): readonly HiddenText[] {
  const found: HiddenText[] = [];
  for (const path of masks) {
    const value = readPath(payload, splitPath(path));
    if (typeof value === 'string' && value !== '') found.push(hiddenAt(path)(value));
  }
  return found;
}

/** A sender's own credential is the same each time, and so is the way to look for it. Few are remembered: more of them would be strangers' texts. */
const hiddenAt = rememberByText((path) => {
  const name = bracketed(path);
  const remembered = rememberByText((value): HiddenText => ({ name, value }), fewCredentials);
  return (value: string): HiddenText =>
    value.length <= usualCredential ? remembered(value) : { name, value };
});
const fewCredentials = 100;
const usualCredential = 256;

/** `a.b` as a form writes it: `a[b]`. */
function bracketed(path: string): string {
  const [first = '', ...rest] = splitPath(path);
  return first + rest.map((each) => `[${each}]`).join('');
}

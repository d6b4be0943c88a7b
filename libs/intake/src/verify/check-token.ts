import { sayReason, type VerifyScheme } from '@hookline/contract';
import { Refusal } from '../refusal.js';
import { readSource } from '../request/read-source.js';
import { nameOf } from './name-of.js';
import { isSameText } from './same-bytes.js';
import { textOf } from './text-of.js';
import type { Trial, Verdict } from './verdict.js';

type TokenScheme = Extract<VerifyScheme, { kind: 'token' }>;
type NamedScheme = Extract<VerifyScheme, { kind: 'named_token' }>;

/** Family F8: the secret itself stands at one of the places that the preset names. */
export function checkToken(scheme: TokenScheme, trial: Trial): Verdict {
  const wanted = textOf(trial.values, scheme.secretField);
  const cut = (text: string): string => (scheme.compare === 'whole' ? text : text.slice(0, 15));
  for (const place of scheme.at) {
    const sent = readSource(place, trial);
    if (sent.length > 1) return twice(nameOf(place));
    if (sent[0] === undefined) continue;
    return isSameText(cut(sent[0]), cut(wanted)) ? 'proved' : wrong(nameOf(place));
  }
  const isLater = trial.payload === undefined && scheme.at.some(({ from }) => from === 'body');
  return isLater ? 'look_in_body' : 'absent';
}

/** The same with a name that the owner gave; in the path, the secret is one of its parts. */
export function checkNamedToken(scheme: NamedScheme, trial: Trial): Verdict {
  const name = textOf(trial.values, scheme.nameField).trim();
  const wanted = textOf(trial.values, scheme.valueField);
  for (const from of ['header', 'query', 'body'] as const) {
    if (!scheme.locations.includes(from)) continue;
    const sent = readSource({ from, path: name }, trial);
    if (sent.length > 1) return twice(sayReason('place_header', { name }));
    if (sent[0] !== undefined) {
      return isSameText(sent[0], wanted) ? 'proved' : new Refusal(401, 'key_wrong', { name });
    }
  }
  const isInPath = scheme.locations.includes('path') && hasPart(trial.request.path, wanted);
  if (isInPath) return 'proved';
  return trial.payload === undefined && scheme.locations.includes('body')
    ? 'look_in_body'
    : 'absent';
}

function hasPart(path: string, wanted: string): boolean {
  let isThere = false;
  // Every part is compared, so that the time does not tell which one was near.
  for (const part of path.split('/').slice(1, 11)) isThere = isSameText(part, wanted) || isThere;
  return isThere;
}

const twice = (what: string): Refusal => new Refusal(400, 'place_twice', { what });
const wrong = (what: string): Refusal => new Refusal(401, 'place_wrong_key', { what });

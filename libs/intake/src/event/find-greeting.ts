import { isObject, type Greeting, type JsonValue, type ReceiverPreset } from '@hookline/contract';
import type { Reply } from '../outcome.js';
import { Refusal } from '../refusal.js';
import { presetReply, testReply } from '../reply.js';
import { meetsAll } from '../request/meets.js';
import { readSource, type Readable } from '../request/read-source.js';
import type { Secrets } from '../secret/secrets.js';
import { isSameText } from '../verify/same-bytes.js';
import { textOf } from '../verify/text-of.js';

const maxEcho = 512;

/**
 * The answer to a handshake or a test ping, when the request is one: it is answered also for a draft, and
 * never starts a run.
 * @returns `null` when it is none; a refusal when it is one whose own word is wrong.
 */
export function findGreeting(
  preset: ReceiverPreset,
  greetings: readonly Greeting[],
  given: { sent: Readable; secrets: Secrets; ownName: string | null },
): Reply | Refusal | null {
  const { sent, secrets } = given;
  for (const greeting of greetings) {
    if (!greeting.methods.includes(sent.request.method)) continue;
    if (!hasOnly(sent.payload ?? null, greeting.onlyFields, given.ownName)) continue;
    if (!meetsAll(greeting.when, sent)) continue;
    return checkWord(greeting, sent, secrets) ?? answer(preset, greeting, sent);
  }
  return null;
}

/** Just these fields and no others, the secret's own field aside. */
function hasOnly(
  payload: JsonValue,
  fields: Greeting['onlyFields'],
  ownName: string | null,
): boolean {
  if (fields === undefined) return true;
  if (!isObject(payload)) return false;
  const names = Object.keys(payload).filter((name) => name !== ownName);
  const wanted = Object.entries(fields);
  return (
    names.length === wanted.length &&
    wanted.every(
      ([name, text]) => Object.hasOwn(payload, name) && (text === null || payload[name] === text),
    )
  );
}

function checkWord(
  { secret }: Greeting,
  sent: Readable,
  { verification }: Secrets,
): Refusal | null {
  if (secret === undefined) return null;
  const wanted = verification === null ? '' : textOf(verification, secret.field);
  if (wanted === '') return new Refusal(401, 'handshake_no_word');
  const [word] = readSource(secret.at, sent);
  if (word !== undefined && isSameText(word, wanted)) return null;
  return new Refusal(401, 'handshake_wrong_word', { path: secret.at.path });
}

function answer(preset: ReceiverPreset, { reply }: Greeting, sent: Readable): Reply | Refusal {
  if (reply === null) return testReply(preset);
  if (!('echo' in reply)) return presetReply(reply, '');
  const [challenge = ''] = readSource(reply.echo, sent);
  if (challenge === '' || challenge.length > maxEcho || /\p{Cc}/u.test(challenge)) {
    return new Refusal(400, 'handshake_no_challenge');
  }
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body: challenge,
  };
}

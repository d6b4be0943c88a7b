import type { Greeting, ReceiverPreset } from '@hookline/contract';
import { withValue, type Sent } from '@hookline/testkit';

/** Just what a sender sends to try an address. */
export function aGreeting(
  preset: ReceiverPreset,
  { methods, when, onlyFields, secret }: Greeting,
): Sent {
  const type =
    onlyFields && preset.app !== 'google_forms'
      ? 'application/x-www-form-urlencoded'
      : 'application/json';
  const fields = Object.entries(onlyFields ?? {}).map(
    ([key, value]) => [key, value ?? '17'] as const,
  );
  const body =
    type === 'application/json'
      ? JSON.stringify(Object.fromEntries(fields))
      : new URLSearchParams(Object.fromEntries(fields)).toString();
  const method = methods[0] ?? 'POST';
  const isBare = method !== 'POST';
  let sent: Sent = {
    method,
    path: '',
    query: '',
    headers: isBare ? {} : { 'content-type': type },
    body: isBare ? '' : body,
  };
  for (const { at, equals } of when) sent = withValue(sent, at, equals ?? 'challenge-1');
  return secret ? withValue(sent, secret.at, 'a-long-secret-0123456789') : sent;
}

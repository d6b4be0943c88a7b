import { isObject, type JsonValue, type ReceiverPreset } from '@hookline/contract';

/** Whether a payload has exactly the ping's fields, the secret's own field aside. */
export function isTestPing(
  payload: JsonValue,
  ping: ReceiverPreset['testPing'],
  secretName: string | null,
): boolean {
  if (ping === null || !isObject(payload)) return false;
  const sent = Object.keys(payload).filter((name) => name !== secretName);
  const wanted = Object.entries(ping.onlyFields);
  return (
    sent.length === wanted.length &&
    wanted.every(([name, text]) => Object.hasOwn(payload, name) && payload[name] === text)
  );
}

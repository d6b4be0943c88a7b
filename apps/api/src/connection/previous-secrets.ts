import { isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import { receivers } from '@hookline/connectors';
import { fieldsOf, type PreviousSecret } from '@hookline/intake';
import type { SplitValues } from './read-values.js';

/** Both secrets are good for a day after a change, so that a sender can be changed over in between. */
const overlapMs = 24 * 60 * 60 * 1_000;
/** Sealed beside the values; no field of a connection can have this name. */
const previousKey = '$previous';

/** The secrets that were replaced and are still good, as they are sealed with a connection. */
export function previousSecrets(values: JsonObject): Readonly<Record<string, PreviousSecret>> {
  const kept = values[previousKey];
  if (!isObject(kept)) return {};
  return Object.fromEntries(
    Object.entries(kept).flatMap(([field, entry]) => {
      if (!isObject(entry)) return [];
      const { value, untilMs } = entry;
      if (typeof value !== 'string' || typeof untilMs !== 'number') return [];
      return [[field, { value, untilMs }] as const];
    }),
  );
}

/** The values of a changed connection, with the replaced secrets that senders may still use for a day. */
export function withRetired(app: string, before: JsonObject, values: SplitValues): SplitValues {
  const schemes = receivers.filter((preset) => preset.app === app).flatMap(({ verify }) => verify);
  const secrets = [...new Set(schemes.flatMap(fieldsOf))];
  const kept = retireSecrets(before, values.all, { secrets, nowMs: Date.now() });
  if (Object.keys(kept).length === 0) return values;
  return { ...values, all: { ...values.all, [previousKey]: kept } };
}

/**
 * What is kept of the secrets that a change replaces: one before the present, and no more, so that a
 * second change takes a leaked one out of use at once. A secret set to nothing takes its predecessor along.
 */
function retireSecrets(
  before: JsonObject,
  after: JsonObject,
  given: { secrets: readonly string[]; nowMs: number },
): JsonObject {
  const standing = previousSecrets(before);
  const kept: Record<string, JsonValue> = {};
  for (const field of given.secrets) {
    const [old, now] = [before[field], after[field]];
    if (now === undefined) continue;
    if (typeof old === 'string' && old !== '' && old !== now) {
      kept[field] = { value: old, untilMs: given.nowMs + overlapMs };
    } else {
      const earlier = standing[field];
      if (earlier && earlier.untilMs > given.nowMs) kept[field] = earlier;
    }
  }
  return kept;
}

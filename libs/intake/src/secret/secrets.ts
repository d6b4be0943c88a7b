import type { JsonObject } from '@hookline/contract';

export type PreviousSecret = { value: string; untilMs: number };

/** The trigger's connection values, unsealed by the caller; `null` when no connection is chosen. */
export type Secrets = {
  verification: JsonObject | null;
  /** Values that were replaced and are still good for a while, so that a sender can be changed over. */
  previous?: Readonly<Record<string, PreviousSecret>>;
};

/** The sets of values that may prove a sender at this time: the present one, then the one before. */
export function valuesInForce(secrets: Secrets, nowMs: number): readonly JsonObject[] {
  const { verification, previous = {} } = secrets;
  if (verification === null) return [];
  const standing = Object.entries(previous).filter(([, { untilMs }]) => untilMs > nowMs);
  if (standing.length === 0) return [verification];
  const before = Object.fromEntries(standing.map(([field, { value }]) => [field, value]));
  return [verification, { ...verification, ...before }];
}

/** A text that must not be stored, and the name under which it may have come. */
export type HiddenText = { name: string; value: string };

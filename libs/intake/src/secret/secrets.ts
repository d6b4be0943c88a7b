import type { JsonObject } from '@hookline/contract';
import { rememberFor, rememberOf } from '../remember.js';

export type PreviousSecret = { value: string; untilMs: number };

/** The trigger's connection values, unsealed by the caller; `null` when no connection is chosen. */
export type Secrets = {
  verification: JsonObject | null;
  /** Values that were replaced and are still good for a while, so that a sender can be changed over. */
  previous?: Readonly<Record<string, PreviousSecret>>;
  /** All that a sender proves itself with which still sends as it was connected before. */
  former?: readonly JsonObject[];
};

const none: readonly JsonObject[] = [];
const nothingStands = '[]';

/** The sets of values that may prove a sender at this time: the present one, then those before. */
export function valuesInForce(secrets: Secrets, nowMs: number): readonly JsonObject[] {
  const { former = none } = secrets;
  const own = ownInForce(secrets, nowMs);
  return former.length === 0 || own.length === 0 ? own : withFormer(former)(own);
}

/** The same objects for the same ones: keys are remembered by them. */
const withFormer = rememberFor((former: readonly JsonObject[]) =>
  rememberFor((own: readonly JsonObject[]): readonly JsonObject[] => [...own, ...former]),
);

function ownInForce(
  { verification, previous = {} }: Secrets,
  nowMs: number,
): readonly JsonObject[] {
  if (verification === null) return none;
  // Nearly every connection: nothing was changed of late.
  if (Object.keys(previous).length === 0) return setsOf(verification, nothingStands);
  const standing = Object.entries(previous).filter(([, { untilMs }]) => untilMs > nowMs);
  // The same objects as long as the same values are in force: keys are remembered by them.
  return setsOf(verification, JSON.stringify(standing.map(([field, { value }]) => [field, value])));
}

const setsOf = rememberOf((standing, verification: JsonObject): readonly JsonObject[] => {
  const before: JsonObject = Object.fromEntries(JSON.parse(standing));
  const isAlone = Object.keys(before).length === 0;
  return isAlone ? [verification] : [verification, { ...verification, ...before }];
});

/** A text that must not be stored, and the name under which it may have come. */
export type HiddenText = { name: string; value: string };

import { z } from 'zod';
import type { JsonObject, JsonValue } from '../json.js';

/**
 * What an outside effect is, and so what may be done when nobody knows whether it happened:
 * `read` and `idempotent` are repeated, `keyed` is repeated with the same key, `verifiable` looks for
 * its own trace first, `once` asks a person, `local` lives in our own transaction.
 */
export const effectKinds = ['local', 'read', 'idempotent', 'keyed', 'verifiable', 'once'] as const;
export type EffectKind = (typeof effectKinds)[number];

/** The choice of one field decides what kind of effect it is; of a choice that is not named it says nothing. */
export const effectByField = z.object({
  field: z.string(),
  kinds: z.record(z.string(), z.enum(effectKinds)),
});
export type EffectByField = Readonly<{
  field: string;
  kinds: Readonly<Record<string, EffectKind>>;
}>;

/** What the choice in an input decides; `usual` is the choice where none was made. */
export function effectOfChoice(
  { field, kinds }: EffectByField,
  input: JsonObject,
  usual: JsonValue | undefined,
): EffectKind | undefined {
  const given = input[field];
  const choice = given === undefined || given === null || given === '' ? usual : given;
  return typeof choice === 'string' && Object.hasOwn(kinds, choice) ? kinds[choice] : undefined;
}

type Described = Readonly<{
  effect: EffectKind;
  effectByField?: EffectByField | undefined;
  input: readonly Readonly<{ key: string; default?: JsonValue | undefined }>[];
}>;

/** What kind of effect a step has with this input, as far as its action's description tells. */
export function effectOfInput(action: Described, input: JsonObject): EffectKind {
  const { effect, effectByField: by } = action;
  if (!by) return effect;
  const usual = action.input.find(({ key }) => key === by.field)?.default;
  return effectOfChoice(by, input, usual) ?? effect;
}

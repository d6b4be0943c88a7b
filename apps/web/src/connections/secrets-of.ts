import {
  goElsewhere,
  type ConnectionView,
  type FieldDescription,
  type JsonObject,
} from '@hookline/contract';

type Secrets = {
  /** Their fields may stay empty. */
  readonly kept: readonly string[];
  /** Stored for another address than the form has now: they are given anew or forgotten. */
  readonly stranded: readonly string[];
};

/** What becomes of the stored secrets of a connection when the form is saved. */
export function secretsOf(
  fields: readonly FieldDescription[],
  stored: ConnectionView | null,
  values: JsonObject,
): Secrets {
  if (stored === null) return { kept: [], stranded: [] };
  return goElsewhere(fields, stored.settings, values)
    ? { kept: [], stranded: stored.secretsSet }
    : { kept: stored.secretsSet, stranded: [] };
}

/** What is sent: of a secret that nobody gave anew, that it is to be forgotten. */
export function valuesToSend(values: JsonObject, { stranded }: Secrets): JsonObject {
  const forgotten = stranded.filter((key) => (values[key] ?? '') === '');
  return { ...values, ...Object.fromEntries(forgotten.map((key) => [key, null])) };
}

import { createHash, randomBytes } from 'node:crypto';
import { isObject, jsonObject, type JsonObject } from '@hookline/contract';
import type { Registration, RegistrationCall } from '@hookline/connector-kit';
import { registerSecret, seal, unseal, type KeyRing } from '@hookline/platform';
import type { ClaimedRegistration } from '@hookline/store/work';

const field = 'registration';
const secretBytes = 32;

/** What is sealed with a registration. */
export type SecretBox = {
  /** Fields of the source's proof that the person did not fill in. */
  readonly values: JsonObject;
  /** A mark of all that the registration was made with; `null` until it is made. */
  readonly madeWith: string | null;
};

const placeOf = ({ scope, id }: ClaimedRegistration) => ({
  workspaceId: scope.workspaceId,
  connectionId: id,
  field,
});

export function openBox(ring: KeyRing, row: ClaimedRegistration): SecretBox {
  if (row.sealed === null) return { values: {}, madeWith: null };
  const text = unseal(ring, row.sealed, placeOf(row)).toString('utf8');
  const { values, madeWith } = jsonObject.parse(JSON.parse(text));
  return {
    values: isObject(values) ? hideFromLogs(values) : {},
    madeWith: typeof madeWith === 'string' ? madeWith : null,
  };
}

export function sealBox(ring: KeyRing, row: ClaimedRegistration, box: SecretBox): Buffer {
  hideFromLogs(box.values);
  return seal(ring, JSON.stringify(box), placeOf(row));
}

/** The person's own secret, else one that is made up once and kept. */
export function chooseSecret(
  { secretField }: Registration,
  connection: JsonObject,
  box: SecretBox,
): { secret: string; values: JsonObject } {
  if (secretField === null) return { secret: '', values: box.values };
  const own = connection[secretField];
  if (typeof own === 'string' && own.trim() !== '') return { secret: own, values: {} };
  const kept = box.values[secretField];
  const secret = typeof kept === 'string' ? kept : randomBytes(secretBytes).toString('base64url');
  return { secret, values: { [secretField]: secret } };
}

/** Another mark: what the sender has was made for something else, and is made anew. */
export function markOf(call: RegistrationCall): string {
  const { hookUrl, secret, settings, events, isAll } = call;
  const all = [hookUrl, secret, settings, isAll ? [] : [...events].sort()];
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url');
}

function hideFromLogs(values: JsonObject): JsonObject {
  for (const value of Object.values(values)) {
    if (typeof value === 'string' && value !== '') registerSecret(value);
  }
  return values;
}

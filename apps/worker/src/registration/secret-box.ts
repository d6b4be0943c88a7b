import { createHash, randomBytes } from 'node:crypto';
import { isList, isObject, jsonObject, type JsonObject } from '@hookline/contract';
import type { Registration, RegistrationCall } from '@hookline/connector-kit';
import { registerOpened, seal, unseal, type KeyRing } from '@hookline/platform';
import type { ClaimedRegistration } from '@hookline/store/work';

const field = 'registration';
const secretBytes = 32;
/** As long as a secret that is replaced by hand: what is under way, or is sent again, has it still. */
const overlapMs = 24 * 60 * 60 * 1_000;
const mostPrevious = 3;

/** What is sealed with a registration. */
export type SecretBox = {
  /** Fields of the source's proof that the person did not fill in. */
  readonly values: JsonObject;
  /** A mark of all that the registration was made with; `null` until it is made. */
  readonly madeWith: string | null;
  /** Values that were replaced and are good for a while, the newest first. */
  readonly previous: readonly PreviousValues[];
};

type PreviousValues = { readonly values: JsonObject; readonly untilMs: number };

const emptyBox: SecretBox = { values: {}, madeWith: null, previous: [] };

/** Whose secrets are sealed for it alone. */
type BoxPlace = Pick<ClaimedRegistration, 'scope' | 'id'>;

const placeOf = ({ scope, id }: BoxPlace) => ({
  workspaceId: scope.workspaceId,
  connectionId: id,
  field,
});

export function openBox(
  ring: KeyRing,
  row: BoxPlace & Pick<ClaimedRegistration, 'sealed'>,
): SecretBox {
  if (row.sealed === null) return emptyBox;
  const text = unseal(ring, row.sealed, placeOf(row)).toString('utf8');
  const { values, madeWith, previous } = jsonObject.parse(JSON.parse(text));
  return {
    values: isObject(values) ? hideFromLogs(values) : {},
    madeWith: typeof madeWith === 'string' ? madeWith : null,
    previous: (isList(previous) ? previous : []).flatMap((one) => {
      if (!isObject(one) || !isObject(one['values'])) return [];
      const { untilMs } = one;
      return typeof untilMs === 'number' ? [{ values: hideFromLogs(one['values']), untilMs }] : [];
    }),
  };
}

export function sealBox(ring: KeyRing, row: BoxPlace, box: SecretBox): Buffer {
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

/** A box with other values; those that it had are good for a while. */
export function replaceValues(box: SecretBox, values: JsonObject, nowMs: number): SecretBox {
  return { ...box, values, previous: previousOf({ ...box, values }, [stampOf(box, nowMs)], nowMs) };
}

/** What came in the place of another takes over what was good there, for a while. */
export function inheritValues(box: SecretBox, from: SecretBox, nowMs: number): SecretBox {
  return { ...box, previous: previousOf(box, [stampOf(from, nowMs), ...from.previous], nowMs) };
}

const stampOf = ({ values }: SecretBox, nowMs: number): PreviousValues => ({
  values,
  untilMs: nowMs + overlapMs,
});

/** The newest few, each once; what is in force anyway is none of them. */
function previousOf(
  { values, previous }: SecretBox,
  more: readonly PreviousValues[],
  nowMs: number,
): readonly PreviousValues[] {
  const seen = new Set([JSON.stringify({}), JSON.stringify(values)]);
  return [...more, ...previous]
    .filter(({ untilMs }) => untilMs > nowMs)
    .sort((one, other) => other.untilMs - one.untilMs)
    .filter((one) => {
      const text = JSON.stringify(one.values);
      return !seen.has(text) && seen.add(text);
    })
    .slice(0, mostPrevious);
}

/** Another mark: what the sender has was made for something else, and is made anew. */
export function markOf(call: RegistrationCall): string {
  const { hookUrl, secret, settings, events, isAll } = call;
  const all = [hookUrl, secret, settings, isAll ? [] : [...events].sort()];
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url');
}

function hideFromLogs(values: JsonObject): JsonObject {
  for (const value of Object.values(values)) {
    if (typeof value === 'string') registerOpened(value);
  }
  return values;
}

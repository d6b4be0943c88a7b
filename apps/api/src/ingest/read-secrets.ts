import { isList, isObject, jsonObject, type JsonObject } from '@hookline/contract';
import type { PreviousSecret } from '@hookline/intake';
import { unseal, type KeyRing } from '@hookline/platform';
import { readSealedConnection, type Hook, type Queryable } from '@hookline/store';
import { previousSecrets } from '../connection/previous-secrets.js';
import type { OpenHook } from './hook-book.js';

type Means = {
  readonly db: Queryable;
  readonly ring: KeyRing;
  readonly onError: (error: unknown) => void;
};

/** What a sender proves itself with at an address. */
export async function readSecrets(hook: Hook, given: Means): Promise<OpenHook['secrets']> {
  if (hook.connectionId === null) return { verification: null };
  try {
    const connection = await readConnection(hook, hook.connectionId, given);
    const leaving = await readFormer(hook, given);
    // The connection is gone or another app's: nothing can prove itself by it.
    if (!connection) return { verification: {}, former: leaving };
    const { settings, values } = connection;
    const { values: registered, replaced } = readRegistered(hook, hook.registration, given.ring);
    // What was sent with a replaced secret may be under way still, or be sent again.
    const former = [...leaving, ...replaced.map((one) => ({ ...settings, ...values, ...one }))];
    const previous = { ...previousSecrets(values), ...ownOf(values, registered) };
    return { verification: { ...settings, ...values, ...registered }, previous, former };
  } catch (error) {
    given.onError(error);
    return 'unreadable';
  }
}

async function readConnection(
  { scope, app }: Hook,
  connectionId: string,
  { db, ring }: Means,
): Promise<{ settings: JsonObject; values: JsonObject } | null> {
  const row = await readSealedConnection(scope, db, connectionId);
  if (!row || row.app !== app) return null;
  const place = { workspaceId: scope.workspaceId, connectionId, field: 'values' };
  const text = unseal(ring, row.sealed, place).toString('utf8');
  return { settings: row.settings, values: jsonObject.parse(JSON.parse(text)) };
}

type Registered = {
  readonly values: JsonObject;
  /** What it had before; it proves a sender for a day. */
  readonly replaced: readonly JsonObject[];
};

/** What goes with the address that was registered at the sender; sealed as the worker keeps it. */
function readRegistered(
  { scope, databaseNowMs }: Hook,
  registration: { readonly id: string; readonly sealed: Buffer } | null,
  ring: KeyRing,
): Registered {
  if (registration === null) return { values: {}, replaced: [] };
  const place = { workspaceId: scope.workspaceId, connectionId: registration.id };
  const text = unseal(ring, registration.sealed, { ...place, field: 'registration' });
  const { values, previous } = jsonObject.parse(JSON.parse(text.toString('utf8')));
  const replaced = (isList(previous) ? previous : []).flatMap((one) => {
    if (!isObject(one) || !isObject(one['values'])) return [];
    const { untilMs } = one;
    return typeof untilMs === 'number' && untilMs > databaseNowMs ? [one['values']] : [];
  });
  return { values: isObject(values) ? values : {}, replaced };
}

/** What was registered before sends until the sender knows what stands in its place. */
async function readFormer(hook: Hook, given: Means): Promise<readonly JsonObject[]> {
  const sets: JsonObject[] = [];
  for (const former of hook.former) {
    // One that cannot be opened proves nothing any more, and takes nothing from those that can.
    try {
      const connection = await readConnection(hook, former.connectionId, given);
      const { values } = readRegistered(hook, former, given.ring);
      sets.push({ ...connection?.settings, ...connection?.values, ...values });
    } catch (error) {
      given.onError(error);
    }
  }
  return sets;
}

/** The owner's own secret stays good beside the registered one: a sender may have been set up by hand, too. */
function ownOf(values: JsonObject, registered: JsonObject): Record<string, PreviousSecret> {
  return Object.fromEntries(
    Object.keys(registered).flatMap((key) => {
      const own = values[key];
      return typeof own === 'string' && own !== ''
        ? [[key, { value: own, untilMs: Infinity }] as const]
        : [];
    }),
  );
}

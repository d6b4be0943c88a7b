import { isObject, jsonObject, type JsonObject, type ReceiverPreset } from '@hookline/contract';
import {
  createIntake,
  maskIntake,
  masksFor,
  openRefuseUnread,
  readOrderRule,
  type IntakeLimits,
  type PreviousSecret,
} from '@hookline/intake';
import { unseal, type KeyRing } from '@hookline/platform';
import { findHook, readSealedConnection, type Hook, type Queryable } from '@hookline/store';
import { previousSecrets } from '../connection/previous-secrets.js';
import type { OpenHook } from './hook-book.js';
import { openShared } from './open-shared.js';
import { readOwnAnswer } from './own-answer.js';
import type { RateBook } from './policy/open-rate-book.js';
import { openPolicy } from './policy/open-policy.js';
import { readMasks } from './read-masks.js';

/** The receiver of an app's event; `null` when this version of the product has none. */
export type FindReceiver = (app: string, event: string) => ReceiverPreset | null;

export type LookUp = {
  readonly db: Queryable;
  readonly ring: KeyRing;
  readonly limits: IntakeLimits;
  readonly findReceiver: FindReceiver;
  readonly rates: RateBook;
  readonly onError: (error: unknown) => void;
};

/** Finds an address in the database and makes everything ready to judge its requests. */
export async function lookUpHook(token: string, given: LookUp): Promise<OpenHook | null> {
  const hook = await findHook(given.db, token);
  if (!hook) return null;
  // A source that this version does not know still captures: the generic one takes anything.
  const found =
    given.findReceiver(hook.app, hook.event) ?? given.findReceiver('webhook', 'received');
  if (!found) throw new Error(`no receiver for ${hook.app}/${hook.event}`);
  const preset = hook.catches ? takingAll(found) : found;
  const policy = openPolicy(hook, preset, given.rates);
  const settings = policy?.settings ?? hook.settings;
  const masks = masksFor(preset, readMasks(hook.masks));
  const intake = maskIntake(createIntake(preset, settings, given.limits), masks, given.limits);
  const refuseUnread = openRefuseUnread(preset, masks, given.limits);
  const shared = await openShared({ hook, preset, main: { settings, masks }, policy }, given);
  const clockAheadMs = hook.databaseNowMs - Date.now();
  const order = readOrderRule(hook.order);
  const answer = readOwnAnswer(hook);
  const secrets = await readSecrets(hook, given);
  const read = { hook, preset, intake, refuseUnread, order, answer, policy, shared };
  return { ...read, secrets, clockAheadMs };
}

/** An address of no flow is for seeing what comes, and somebody may ask it what it takes. */
const takingAll = (preset: ReceiverPreset): ReceiverPreset => ({
  ...preset,
  methods: [...preset.methods, 'OPTIONS'],
});

async function readSecrets(hook: Hook, given: LookUp): Promise<OpenHook['secrets']> {
  if (hook.connectionId === null) return { verification: null };
  const row = await readSealedConnection(hook.scope, given.db, hook.connectionId);
  // The connection is gone or another app's: nothing can prove itself by it.
  if (!row || row.app !== hook.app) return { verification: {} };
  try {
    const place = { workspaceId: hook.scope.workspaceId, connectionId: hook.connectionId };
    const text = unseal(given.ring, row.sealed, { ...place, field: 'values' }).toString('utf8');
    const values = jsonObject.parse(JSON.parse(text));
    const registered = readRegistered(hook, given.ring);
    const verification = { ...row.settings, ...values, ...registered };
    return { verification, previous: { ...previousSecrets(values), ...ownOf(values, registered) } };
  } catch (error) {
    given.onError(error);
    return 'unreadable';
  }
}

/** What goes with the address that was registered at the sender; sealed as the worker keeps it. */
function readRegistered({ scope, registration }: Hook, ring: KeyRing): JsonObject {
  if (registration === null) return {};
  const place = { workspaceId: scope.workspaceId, connectionId: registration.id };
  const text = unseal(ring, registration.sealed, { ...place, field: 'registration' });
  const { values } = jsonObject.parse(JSON.parse(text.toString('utf8')));
  return isObject(values) ? values : {};
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

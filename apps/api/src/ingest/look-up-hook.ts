import { jsonObject, type ReceiverPreset } from '@hookline/contract';
import { createIntake, maskIntake, readOrderRule, type IntakeLimits } from '@hookline/intake';
import { unseal, type KeyRing } from '@hookline/platform';
import { findHook, readSealedConnection, type Hook, type Queryable } from '@hookline/store';
import { previousSecrets } from '../connection/previous-secrets.js';
import type { OpenHook } from './hook-book.js';
import { readOwnAnswer } from './own-answer.js';
import type { RateBook } from './policy/open-rate-book.js';
import { openPolicy } from './policy/open-policy.js';

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
  const preset =
    given.findReceiver(hook.app, hook.event) ?? given.findReceiver('webhook', 'received');
  if (!preset) throw new Error(`no receiver for ${hook.app}/${hook.event}`);
  const policy = openPolicy(hook, preset, given.rates);
  const judge = createIntake(preset, policy?.settings ?? hook.settings, given.limits);
  const intake = maskIntake(judge, readMasks(hook.masks), given.limits);
  const clockAheadMs = hook.databaseNowMs - Date.now();
  const order = readOrderRule(hook.order);
  const answer = readOwnAnswer(hook.answer);
  const secrets = await readSecrets(hook, given);
  return { hook, preset, intake, order, answer, policy, secrets, clockAheadMs };
}

const readMasks = (masks: unknown): readonly string[] =>
  Array.isArray(masks) ? masks.filter((rule) => typeof rule === 'string') : [];

async function readSecrets(hook: Hook, given: LookUp): Promise<OpenHook['secrets']> {
  if (hook.connectionId === null) return { verification: null };
  const row = await readSealedConnection(hook.scope, given.db, hook.connectionId);
  // The connection is gone or another app's: nothing can prove itself by it.
  if (!row || row.app !== hook.app) return { verification: {} };
  try {
    const place = { workspaceId: hook.scope.workspaceId, connectionId: hook.connectionId };
    const text = unseal(given.ring, row.sealed, { ...place, field: 'values' }).toString('utf8');
    const values = jsonObject.parse(JSON.parse(text));
    return { verification: { ...row.settings, ...values }, previous: previousSecrets(values) };
  } catch (error) {
    given.onError(error);
    return 'unreadable';
  }
}

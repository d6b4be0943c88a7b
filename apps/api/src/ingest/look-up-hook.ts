import type { ReceiverPreset } from '@hookline/contract';
import {
  createIntake,
  maskIntake,
  masksFor,
  openRefuseUnread,
  readOrderRule,
  type IntakeLimits,
} from '@hookline/intake';
import type { KeyRing } from '@hookline/platform';
import { findHook, type Queryable } from '@hookline/store';
import type { OpenHook } from './hook-book.js';
import { openShared } from './open-shared.js';
import { readOwnAnswer } from './own-answer.js';
import type { RateBook } from './policy/open-rate-book.js';
import { openPolicy } from './policy/open-policy.js';
import { readMasks } from './read-masks.js';
import { readSecrets } from './read-secrets.js';

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
  methods: [...preset.methods, ...furtherMethods],
});

/** All that Node's parser of HTTP knows besides, but for CONNECT and TRACE, which no address may answer. */
const furtherMethods = (
  'ACL BIND CHECKOUT COPY LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS PROPFIND PROPPATCH ' +
  'PURGE QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE UNBIND UNLINK UNLOCK UNSUBSCRIBE'
).split(' ');

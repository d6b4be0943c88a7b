import type { ReceiverPreset } from '@hookline/contract';
import {
  masksFor,
  readOrderRule,
  shareIntake,
  type FlowRules,
  type IntakeLimits,
  type OrderRule,
  type SharedIntake,
} from '@hookline/intake';
import { findFed, type Hook, type Queryable, type Reading } from '@hookline/store';
import type { OpenPolicy } from './policy/open-policy.js';
import { readMasks } from './read-masks.js';

/** A flow that an address feeds besides its own. */
export type FedHook = {
  readonly hook: Reading;
  readonly order: OrderRule | null;
  /** The address's own: whom that does not trust is not trusted here either. */
  readonly policy: OpenPolicy | null;
};

export type Shared = { readonly intake: SharedIntake; readonly fed: readonly FedHook[] };

type Address = {
  readonly hook: Hook;
  readonly preset: ReceiverPreset;
  /** How the main flow reads. */
  readonly main: FlowRules;
  readonly policy: OpenPolicy | null;
};

/** Makes ready what else an address feeds; `null` when that is nothing. */
export async function openShared(
  { hook, preset, main, policy }: Address,
  { db, limits }: { readonly db: Queryable; readonly limits: IntakeLimits },
): Promise<Shared | null> {
  const found = hook.feedsOthers ? await findFed(hook.scope, db, hook.flowId) : [];
  if (found.length === 0) return null;
  const rules = found.map(({ settings, masks }) => ({
    settings,
    masks: masksFor(preset, readMasks(masks)),
  }));
  return {
    intake: shareIntake(preset, { main, fed: rules }, limits),
    fed: found.map((one) => ({ hook: one, order: readOrderRule(one.order), policy })),
  };
}

import {
  findFeeding,
  findFilledFields,
  findLiveTrigger,
  wantRegistration,
  type Scope,
  type Store,
} from '@hookline/store';
import { wantedFor } from './judge-source.js';

/**
 * Says what shall be registered for a flow as it is live now. A worker does it. A flow that is fed by the address
 * of another one needs nothing itself: that one asks for its events.
 */
export async function wantLive(scope: Scope, store: Store, flowId: string): Promise<void> {
  const trigger = await findLiveTrigger(scope, store, flowId);
  const ids = trigger?.connectionId ? [trigger.connectionId] : [];
  const filled = (await findFilledFields(scope, store, ids)).get(ids[0] ?? '') ?? null;
  const { mainFlowId, fed } = await findFeeding(scope, store, flowId);
  const triggers = fed.map((one) => one.trigger);
  const isOwn = trigger !== null && mainFlowId === null;
  const wanted = isOwn ? wantedFor(trigger, filled, triggers) : null;
  await wantRegistration(scope, store, { flowId, wanted });
}

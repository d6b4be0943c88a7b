import {
  findFilledFields,
  findLiveTrigger,
  wantRegistration,
  type Scope,
  type Store,
} from '@hookline/store';
import { wantedFor } from './judge-source.js';

/** Says what shall be registered for a flow as it is live now. A worker does it. */
export async function wantLive(scope: Scope, store: Store, flowId: string): Promise<void> {
  const trigger = await findLiveTrigger(scope, store, flowId);
  const ids = trigger?.connectionId ? [trigger.connectionId] : [];
  const filled = (await findFilledFields(scope, store, ids)).get(ids[0] ?? '') ?? null;
  const wanted = trigger === null ? null : wantedFor(trigger, filled);
  await wantRegistration(scope, store, { flowId, wanted });
}

import type { KeyRing } from '@hookline/platform';
import {
  findSuccessor,
  replaceSealed,
  type ClaimedRegistration,
  type Pool,
} from '@hookline/store/work';
import { inheritValues, openBox, sealBox, type SecretBox } from './secret-box.js';

const mostTries = 5;

/**
 * What leaves is judged no more by what it had, but its sender may have deliveries under way, or send one again:
 * what stands in its place lets them in for a while.
 */
export async function handOverSecret(
  row: ClaimedRegistration,
  box: SecretBox,
  { pool, ring }: { readonly pool: Pool; readonly ring: KeyRing },
): Promise<void> {
  // Another one that leaves may hand over at the same time.
  for (let tries = 0; tries < mostTries; tries += 1) {
    const successor = await findSuccessor(pool, row);
    if (!successor) return;
    const heir = { scope: row.scope, ...successor };
    const inherited = inheritValues(openBox(ring, heir), box, Date.now());
    const sealed = sealBox(ring, heir, inherited);
    if (await replaceSealed(pool, heir, sealed)) return;
  }
  throw new Error('the secret of what leaves could not be handed over; it is tried again');
}

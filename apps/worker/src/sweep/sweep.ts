import { forgetOldRows, type Pool } from '@hookline/store/work';
import type { Logger } from '@hookline/platform';

/** Housekeeping that any worker may do at any time: partitions ahead, forgotten keys, old calls. */
export async function sweep(pool: Pool, log: Logger): Promise<void> {
  const done = await forgetOldRows(pool);
  if (done.dedupeKeys > 0 || done.calls > 0 || done.partitionsMade > 0) log.debug(done, 'swept');
}

import { forgetOldRows, type Pool } from '@hookline/store/work';
import type { Logger } from '@hookline/platform';

/** Housekeeping that any worker may do at any time: partitions ahead, forgotten keys, old calls. */
export async function sweep(pool: Pool, log: Logger): Promise<void> {
  const done = await forgetOldRows(pool);
  if (Object.values(done).some((count) => count > 0)) log.debug(done, 'swept');
}

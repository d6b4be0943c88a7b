import type { Logger } from '@hookline/platform';
import { foldLedger, isTimeout, type Pool } from '@hookline/store/work';

const daySecs = 86_400;
const longestSecs = 400 * daySecs;
const shortestSecs = 60;
const marginSecs = 10;
const statementTimeoutMs = 8_000;
/** So long it goes on with old history; the rest waits for the next time. */
const mostMs = 5_000;

/**
 * Takes into the sums of the ledger what is settled, step by step: longer steps where there is little, shorter ones
 * where a step took too long.
 */
export function createLedgerFolder(pool: Pool, log: Logger): () => Promise<void> {
  let stepSecs = daySecs;
  return async () => {
    const endsAt = performance.now() + mostMs;
    for (let isMore = true; isMore && performance.now() < endsAt;) {
      const beganAt = performance.now();
      try {
        isMore =
          (await foldLedger(pool, { stepSecs, marginSecs, statementTimeoutMs }))?.isMore ?? false;
        const wasQuick = performance.now() - beganAt < statementTimeoutMs / 8;
        if (wasQuick) stepSecs = Math.min(stepSecs * 2, longestSecs);
      } catch (error) {
        if (!isTimeout(error)) throw error;
        log.warn({ stepSecs }, 'a step of the ledger took too long; the next one is shorter');
        stepSecs = Math.max(stepSecs / 4, shortestSecs);
      }
    }
  };
}

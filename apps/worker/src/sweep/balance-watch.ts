import type { Logger } from '@hookline/platform';
import { checkBalance, isTimeout, type BalanceFinding, type Pool } from '@hookline/store/work';

const hourMs = 3_600_000;
const longestMs = 21 * 24 * hourMs;
const shortestMs = hourMs;
const statementTimeoutMs = 5_000;

/**
 * Checks the balance of recent weeks each time it is called. Where that takes too long it looks at less,
 * and at more again when there is time. A change is logged once, whichever worker finds it.
 */
export function createBalanceWatch(pool: Pool, log: Logger): () => Promise<void> {
  let reachMs = longestMs;
  return async () => {
    const startedAt = Date.now();
    try {
      const since = new Date(startedAt - reachMs);
      report(await checkBalance(pool, { since, statementTimeoutMs }), log);
      const wasQuick = Date.now() - startedAt < statementTimeoutMs / 4;
      if (wasQuick) reachMs = Math.min(reachMs * 2, longestMs);
    } catch (error) {
      if (!isTimeout(error)) throw error;
      log.warn({ reachMs }, 'the check of the balance took too long; the next one looks at less');
      reachMs = Math.max(reachMs / 4, shortestMs);
    }
  };
}

function report({ faults, hasChanged }: BalanceFinding, log: Logger): void {
  if (!hasChanged) return;
  if (faults.length === 0) log.info('the balance is right again');
  else log.error({ faults }, 'the balance of events and runs does not add up');
}

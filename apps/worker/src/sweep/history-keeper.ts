import type { Logger } from '@hookline/platform';
import { dropHistory, isRestored, type KeptWeek, type Pool } from '@hookline/store/work';

/** So often it is said again why a week is still there. */
const saidEveryMs = 24 * 3_600_000;

/** Nothing to tell anybody: it is tried again at the next time. */
const passing = new Set<KeptWeek['reason']>(['counting', 'changed', 'early']);

const why: Readonly<Record<KeptWeek['reason'], string>> = {
  unfinished: 'more of it is not done than is moved at once: decide about what is held or open',
  replaying: 'a replay of many runs is at work',
  busy: 'others hold its tables, as a backup does',
  changed: '',
  counting: '',
  early: '',
};

/** Drops the weeks that are past their time each time it is called; without a number of days, none. */
export function createHistoryKeeper(
  pool: Pool,
  log: Logger,
  days: number | undefined,
): () => Promise<void> {
  const said = new Map<string, number>();
  return async () => {
    // Whoever restored wants to look at what the backup has before anything of it goes.
    if (days === undefined || (await isRestored(pool))) return;
    const { weeks, kept, leftovers } = await dropHistory(pool, { days });
    if (weeks.length > 0) log.info({ weeks }, 'weeks of history past their time are dropped');
    if (leftovers > 0) log.debug({ leftovers }, 'forgot what was left of dropped weeks');
    for (const { week, reason } of kept) {
      if (passing.has(reason) || Date.now() - (said.get(week) ?? 0) < saidEveryMs) continue;
      // Once in a while a table is held by whoever is at work; it is worth a word when the week stays.
      if (reason === 'busy' && !said.has(week)) {
        said.set(week, Date.now() - saidEveryMs + busyForMs);
        continue;
      }
      said.set(week, Date.now());
      log.warn({ week }, `a week of history past its time is kept: ${why[reason]}`);
    }
    const there = new Set(kept.map(({ week }) => week));
    for (const week of said.keys()) if (!there.has(week)) said.delete(week);
  };
}

const busyForMs = 3_600_000;

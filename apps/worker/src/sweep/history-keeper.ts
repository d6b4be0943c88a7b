import type { Logger } from '@hookline/platform';
import { dropHistory, isRestored, type KeptPart, type Pool } from '@hookline/store/work';

/** So often it is said again why a part is still there. */
const saidEveryMs = 24 * 3_600_000;

/** Nothing to tell anybody: it is tried again at the next time. */
const passing = new Set<KeptPart['reason']>(['counting', 'changed', 'early']);

const why: Readonly<Record<KeptPart['reason'], string>> = {
  unfinished: 'more of it is not done than is moved at once: decide about what is held or open',
  replaying: 'a replay of many runs is at work',
  busy: 'others hold its tables, as a backup does',
  changed: '',
  counting: '',
  early: '',
};

/** Drops the parts that are past their time each time it is called; without a number of days, none. */
export function createHistoryKeeper(
  pool: Pool,
  log: Logger,
  keptDays: number | undefined,
): () => Promise<void> {
  const said = new Map<string, number>();
  return async () => {
    // Whoever restored wants to look at what the backup has before anything of it goes.
    if (keptDays === undefined || (await isRestored(pool))) return;
    const { dropped, kept, leftovers } = await dropHistory(pool, { days: keptDays });
    if (dropped.length > 0) log.info({ dropped }, 'history past its time is dropped');
    if (leftovers > 0) log.debug({ leftovers }, 'forgot what was left of dropped history');
    for (const { days, reason } of kept) {
      if (passing.has(reason) || Date.now() - (said.get(days) ?? 0) < saidEveryMs) continue;
      // Once in a while a table is held by whoever is at work; it is worth a word when it stays.
      if (reason === 'busy' && !said.has(days)) {
        said.set(days, Date.now() - saidEveryMs + busyForMs);
        continue;
      }
      said.set(days, Date.now());
      log.warn({ days }, `history past its time is kept: ${why[reason]}`);
    }
    const there = new Set(kept.map(({ days }) => days));
    for (const days of said.keys()) if (!there.has(days)) said.delete(days);
  };
}

const busyForMs = 3_600_000;

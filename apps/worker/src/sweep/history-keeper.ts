import type { Logger } from '@hookline/platform';
import { dropHistory, isRestored, type KeptPart, type Pool } from '@hookline/store/work';

/** So often it is told again why a part is still there. */
const toldEveryMs = 24 * 3_600_000;
const busyForMs = 3_600_000;

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
  const told = new Map<string, number>();
  const tell = ({ days, reason }: KeptPart): void => {
    const toldAt = told.get(days);
    if (passing.has(reason) || Date.now() - (toldAt ?? 0) < toldEveryMs) return;
    // Tables are held now and then by whoever is at work; it is worth a word when that does not end.
    const isFirst = reason === 'busy' && toldAt === undefined;
    told.set(days, isFirst ? Date.now() - toldEveryMs + busyForMs : Date.now());
    if (!isFirst) log.warn({ days }, `history past its time is kept: ${why[reason]}`);
  };
  return async () => {
    // Whoever restored wants to look at what the backup has before anything of it goes.
    if (keptDays === undefined || (await isRestored(pool))) return;
    const { dropped, kept, leftovers } = await dropHistory(pool, { days: keptDays });
    if (dropped.length > 0) log.info({ dropped }, 'history past its time is dropped');
    if (leftovers > 0) log.debug({ leftovers }, 'forgot what was left of dropped history');
    kept.forEach(tell);
    const there = new Set(kept.map(({ days }) => days));
    for (const days of told.keys()) if (!there.has(days)) told.delete(days);
  };
}

import { isDatabaseOutage } from './is-database-outage.js';
import { OpenAsks, Silence } from './open-asks.js';
import { openStore, type Store } from './open-store.js';
import type { Pooling } from './pool.js';
import { selectOne } from './select.js';

/** Where history is read: on the standby while that keeps up, else on the primary. */
export type History = {
  readonly read: <T>(ask: (store: Store) => Promise<T>) => Promise<T>;
  /** Of one thing: what the standby does not know yet, or knows in a state that may be old, the primary is asked for. */
  readonly find: <T>(
    ask: (store: Store) => Promise<T | null>,
    isFinal?: (found: T) => boolean,
  ) => Promise<T | null>;
  readonly close: () => Promise<void>;
};

/** Without a standby all is read on the primary. */
export const historyOf = (primary: Store): History => ({
  read: (ask) => ask(primary),
  find: (ask) => ask(primary),
  close: async () => undefined,
});

/** A host that has gone says nothing at all; whoever waits for it should not wait for the end of every patience. */
const answerWithinMs = 2_000;

type Options = {
  readonly primary: Store;
  readonly databaseUrl: string;
  readonly pooling: Pooling;
  readonly max: number;
  /** How far behind the standby may be. */
  readonly lagMs: number;
  readonly onChange: (state: 'used' | 'away' | 'behind', error: unknown) => void;
};

/** Opens the way to a standby. It may be away at the start, or at any later moment: then the primary is asked. */
export function openHistory(options: Options): History {
  const { primary, lagMs, onChange } = options;
  let standby: Awaited<ReturnType<typeof openStore>> | null = null;
  let state: 'used' | 'away' | 'behind' = 'away';
  let checkedAt = -Infinity;
  let checking: Promise<void> | null = null;
  /** How far the primary was at the last look: the standby must be there at the next one. */
  let mark: string | null = null;

  const asks = new OpenAsks();

  const turn = (next: typeof state, error: unknown = null): void => {
    if (next === 'away') asks.giveUp();
    if (next === state) return;
    state = next;
    onChange(next, error);
  };
  const look = async (): Promise<void> => {
    const late = setTimeout(() => turn('away', new Silence()), answerWithinMs);
    try {
      standby ??= await openStore({ ...options, name: 'history' });
      const isThere = mark !== null && (await hasReplayed(standby.store, mark));
      turn(isThere ? 'used' : 'behind');
      mark = await tellPosition(primary);
    } catch (error) {
      turn('away', error);
    }
    clearTimeout(late);
    checkedAt = performance.now();
    checking = null;
  };
  const lookSoon = (): void => {
    if (performance.now() - checkedAt > lagMs) checking ??= look();
  };
  const current = (): Store => {
    lookSoon();
    return state === 'used' && standby ? standby.store : primary;
  };
  const read: History['read'] = async (ask) => {
    const store = current();
    if (store === primary) return ask(primary);
    try {
      return await asks.wait(ask(store), { everyMs: lagMs, lookAfter: lookSoon });
    } catch (error) {
      const isAway = error instanceof Silence || isDatabaseOutage(error);
      if (!isAway && !isOfRecovery(error)) throw error;
      turn('away', error);
      return ask(primary);
    }
  };
  return {
    read,
    find: async (ask, isFinal = () => true) => {
      const found = await read(ask);
      return found !== null && isFinal(found) ? found : ask(primary);
    },
    close: async () => {
      await checking;
      await standby?.close();
    },
  };
}

async function tellPosition(primary: Store): Promise<string | null> {
  const found = await selectOne<{ lsn: string }>(
    primary,
    'SELECT pg_current_wal_lsn()::text AS lsn',
    [],
  );
  return found?.lsn ?? null;
}

/** A server that is no standby has nothing to replay: somebody named the primary itself. */
async function hasReplayed(standby: Store, lsn: string): Promise<boolean> {
  const found = await selectOne<{ is_there: boolean }>(
    standby,
    `SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= $1::pg_lsn AS is_there`,
    [lsn],
  );
  return found?.is_there ?? false;
}

/** A long read was in the way of what the standby had to replay. */
const isOfRecovery = (error: unknown): boolean =>
  error instanceof Error && /conflict with recovery/.test(error.message);

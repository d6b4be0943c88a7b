import { setTimeout as pause } from 'node:timers/promises';
import { askDatabase } from './ask-database.js';
import { check, type Finding } from './check.js';

/** The api reads on a standby that was there a second ago; doctor is as patient as two of its looks. */
const patienceMs = 2_000;
const lookEveryMs = 100;

/** Whether the standby of DATABASE_READ_URL is one, and keeps up: else history is read on the primary. */
export function checkStandby(databaseUrl: string, readUrl: string): Promise<Finding> {
  return check('Standby', async () => {
    const [standby] = await ask(readUrl, 'select pg_is_in_recovery() as is_standby');
    if (standby?.is_standby !== true) {
      return {
        isOk: false,
        detail:
          'the PostgreSQL of DATABASE_READ_URL is no standby. If it was promoted it shows a history of its own: point ' +
          'DATABASE_READ_URL to a streaming standby of DATABASE_URL, or leave it out',
      };
    }
    const [primary] = await askDatabase(databaseUrl, 'select pg_current_wal_lsn()::text as lsn');
    const behindBytes = await waitUntilThere(readUrl, String(primary?.lsn));
    if (behindBytes <= 0) return { isOk: true, detail: 'it keeps up with the primary' };
    return {
      isOk: false,
      detail:
        `it is ${behindBytes} bytes behind, so history is read on the primary: see pg_stat_replication there, and the ` +
        "standby's log (is it connected, is its replay paused, does a long read hold it up?)",
    };
  });
}

/** How far it is behind a place in the log of the primary, once it has had some time to come there. */
async function waitUntilThere(readUrl: string, lsn: string): Promise<number> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const [row] = await ask(
      readUrl,
      `select pg_wal_lsn_diff('${lsn}', pg_last_wal_replay_lsn())::text as behind`,
    );
    const behindBytes = Number(row?.behind);
    if (behindBytes <= 0 || performance.now() > untilMs) return behindBytes;
    await pause(lookEveryMs);
  }
}

const ask = (readUrl: string, sql: string) => askDatabase(readUrl, sql, 'DATABASE_READ_URL');

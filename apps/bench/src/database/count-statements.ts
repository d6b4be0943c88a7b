import { runOn } from './run-on.js';

/** Counting costs the server a little for each statement, so it is off while anything is timed. */
export async function prepareCount(serverUrl: string): Promise<void> {
  await runOn(serverUrl, 'CREATE EXTENSION pg_stat_statements');
  await turn(serverUrl, 'none');
}

/** How many statements all sessions send to a database while something goes on, and what that gives. */
export async function countStatements<T>(
  serverUrl: string,
  databaseUrl: string,
  work: () => Promise<T>,
): Promise<{ readonly statements: number; readonly given: T }> {
  await turn(serverUrl, 'top');
  const before = await count(serverUrl, databaseUrl);
  const given = await work();
  const after = await count(serverUrl, databaseUrl);
  await turn(serverUrl, 'none');
  return { statements: after - before, given };
}

async function turn(serverUrl: string, track: 'none' | 'top'): Promise<void> {
  await runOn(serverUrl, `ALTER SYSTEM SET pg_stat_statements.track = '${track}'`);
  await runOn(serverUrl, 'SELECT pg_reload_conf()');
}

async function count(serverUrl: string, databaseUrl: string): Promise<number> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const [row] = await runOn(
    serverUrl,
    `SELECT coalesce(sum(calls), 0)::float8 AS calls FROM pg_stat_statements s
     JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = '${name}'`,
  );
  return Number(row?.['calls'] ?? 0);
}

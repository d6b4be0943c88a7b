import type { Queryable } from './pool.js';

/** What a session that a pooler lends must be, because we cannot set it up ourselves: words where it is not so. */
export async function readSessionFaults(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ commit: string }>(
    `SELECT current_setting('synchronous_commit') AS commit`,
  );
  if (rows[0]?.commit !== 'off') return [];
  return [
    'synchronous_commit is off behind the pooler, so a crash would lose accepted leads. Set it on for the role: ' +
      'ALTER ROLE ... SET synchronous_commit = on.',
  ];
}

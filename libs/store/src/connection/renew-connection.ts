import { inTransaction, type Pool } from '../database/pool.js';
import type { Scope } from '../scope.js';

/**
 * Renews what is sealed of a connection while its row is locked: of several who want that at once, each sees what the
 * one before has written, and a person's change waits. The lock is held for as long as `renew` takes.
 * @param renew gives what is sealed from now on; `null`: as it is.
 */
export async function renewConnection(
  scope: Scope,
  pool: Pool,
  given: { connectionId: string; renew: (sealed: Buffer) => Promise<Buffer | null> },
): Promise<void> {
  const { connectionId, renew } = given;
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ sealed: Buffer }>(lockSql, [
      scope.workspaceId,
      connectionId,
    ]);
    const [row] = rows;
    const renewed = row ? await renew(row.sealed) : null;
    if (renewed === null) return;
    await client.query(keepSql, [scope.workspaceId, connectionId, renewed]);
  });
}

// Whoever refers to the row is not kept waiting.
const lockSql = `SELECT sealed FROM connections WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE`;
const keepSql = `UPDATE connections SET sealed = $3 WHERE workspace_id = $1 AND id = $2`;

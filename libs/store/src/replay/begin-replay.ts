import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';
import type { ReplayWay } from './judge-replay.js';

/**
 * Records that these runs are to be replayed or cancelled, in this order. From here on it survives a
 * restart: whoever works on replays finds it.
 */
export async function beginReplay(
  scope: Scope,
  store: Store,
  given: { id: string; way: ReplayWay; runIds: readonly string[]; askedBy: string },
): Promise<void> {
  const { id, way, runIds, askedBy } = given;
  const { from, version } = way.kind === 'replay' ? way : { from: 'failed', version: 'pinned' };
  await select(store, beginSql, [scope.workspaceId, id, way.kind, from, version, askedBy, runIds]);
}

const beginSql = `
  WITH begun AS (
    INSERT INTO replays (workspace_id, id, kind, start_at, version, total, asked_by)
    VALUES ($1, $2, $3, $4, $5, cardinality($7::uuid[]), $6)
    RETURNING id
  ), listed AS (
    INSERT INTO replay_items (workspace_id, replay_id, position, run_id)
    SELECT $1, $2, place, run_id FROM unnest($7::uuid[]) WITH ORDINALITY AS t (run_id, place)
  )
  SELECT id FROM begun`;

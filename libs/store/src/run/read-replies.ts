import { runReply, type RunReply } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

export type AskedReply = { readonly scope: Scope; readonly runId: string };

/** `open`: the run may still answer. `none`: it ended, or waits for a person, without an answer. */
export type FoundReply =
  | { readonly runId: string; readonly state: 'open' | 'none' }
  | { readonly runId: string; readonly state: 'replied'; readonly reply: RunReply };

/** What runs have answered their senders: the first answer of each. */
export async function readReplies(
  db: Queryable,
  asked: readonly AskedReply[],
): Promise<readonly FoundReply[]> {
  const { rows } = await db.query<{ run_id: string; reply: unknown; is_open: boolean }>({
    name: 'read_replies',
    text: `SELECT a.run_id,
             (SELECT s.output -> 'reply' FROM step_attempts s
              WHERE s.workspace_id = a.workspace_id AND s.run_id = a.run_id AND s.state = 'succeeded'
                AND s.idempotency_key IS NULL AND s.output -> 'reply' IS NOT NULL
              ORDER BY s.started_at LIMIT 1) AS reply,
             EXISTS (SELECT FROM open_runs o
                     WHERE o.workspace_id = a.workspace_id AND o.id = a.run_id
                       AND o.state <> 'needs_attention') AS is_open
           FROM unnest($1::uuid[], $2::uuid[]) AS a (workspace_id, run_id)`,
    values: [asked.map(({ scope }) => scope.workspaceId), asked.map(({ runId }) => runId)],
  });
  return rows.map(({ run_id: runId, reply, is_open: isOpen }) => {
    const read = runReply.safeParse(reply);
    if (read.success) return { runId, state: 'replied', reply: read.data };
    return { runId, state: isOpen ? 'open' : 'none' };
  });
}

/** The run that stands for an event; `null`: it has none. */
export async function findRunOfEvent(
  scope: Scope,
  db: Queryable,
  eventId: string,
): Promise<string | null> {
  const { rows } = await db.query<{ run_id: string | null }>({
    name: 'run_of_event',
    text: 'SELECT run_id FROM events WHERE workspace_id = $1 AND id = $2',
    values: [scope.workspaceId, eventId],
  });
  return rows[0]?.run_id ?? null;
}

import type { Ledger } from '@hookline/contract';
import { bind, type At } from '../database/bind.js';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { prepared } from '../database/preparing-client.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';
import { placedSql } from './placed.js';

type Count = { flow_id: string; kind: string; count: number; last_received_at: Date | null };
type Place = Exclude<keyof Ledger, 'balanced' | 'received'>;

/** Accounts for every event of one flow, or of the whole workspace (deleted flows included). */
export async function countLedger(
  scope: Scope,
  store: Store,
  flowId: string | null,
): Promise<Ledger> {
  if (flowId === null) return toLedger(await select(store, allSql, [scope.workspaceId]));
  if (!isUuid(flowId)) return toLedger([]);
  const { at, values } = bind();
  const sql = flowsSql(at(scope.workspaceId, 'uuid'), `ARRAY[${at(flowId, 'uuid')}]`);
  return toLedger(await select(store, sql, values));
}

export type FlowAccount = { readonly ledger: Ledger; readonly lastEventAt: Date | null };

/**
 * The same for many flows at once, and when the last event of each was received. `flows` is a text that
 * selects their ids, so that whoever lists them needs not wait for the list before they are counted.
 */
export async function countLedgers(
  scope: Scope,
  store: Store,
  flows: (at: At) => string,
): Promise<(flowId: string) => FlowAccount> {
  const { at, values } = bind();
  const sql = flowsSql(at(scope.workspaceId, 'uuid'), `ARRAY(${flows(at)})`);
  const counts = await select<Count>(store, sql, values);
  return (flowId) => {
    const own = counts.filter((count) => count.flow_id === flowId);
    const times = own.flatMap(({ last_received_at: at }) => at?.getTime() ?? []);
    return {
      ledger: toLedger(own),
      lastEventAt: times.length === 0 ? null : new Date(Math.max(...times)),
    };
  };
}

/**
 * Where each counted thing stands. A discarded event was cancelled by a person before it ever ran; an
 * accepted one stands where its run stands, so it has no place of its own.
 */
const places: Readonly<Record<string, Place>> = {
  'event:held': 'held',
  'event:discarded': 'cancelled',
  'event:duplicate': 'duplicate',
  'event:rejected': 'rejected',
  'event:test': 'test',
  'run:open': 'open',
  'run:succeeded': 'succeeded',
  'run:filtered': 'filtered',
  'run:failed': 'failed',
  'run:cancelled': 'cancelled',
};

function toLedger(counts: readonly Count[]): Ledger {
  const ledger = { ...emptyPlaces };
  let received = 0;
  let placed = 0;
  for (const { kind, count } of counts) {
    if (kind.startsWith('event:')) received += count;
    const place = places[kind];
    if (!place) continue;
    ledger[place] += count;
    placed += count;
  }
  return { received, ...ledger, balanced: received === placed };
}

const emptyPlaces: Readonly<Record<Place, number>> = {
  succeeded: 0,
  filtered: 0,
  failed: 0,
  cancelled: 0,
  duplicate: 0,
  rejected: 0,
  test: 0,
  held: 0,
  open: 0,
};

/**
 * What came since the mark is found by its time alone, which is little: whoever plans for any flow cannot know
 * that, and would read all that the flows ever had. `IS TRUE` keeps the other indexes out.
 */
const live = (among: string): string =>
  placedSql(`(${among}) IS TRUE`, (at) => `${at} >= (SELECT folded_to FROM ledger_marks)`);

/** The sums up to the mark, and what came since, of one instant: one statement reads one snapshot. */
const countSql = (among: string, folded: string): string => `
  SELECT flow_id, kind, sum(count)::float8 AS count, max(last_received_at) AS last_received_at FROM (
    ${folded}
    UNION ALL
    SELECT flow_id, kind, sum(weight), max(received_at) FROM (${live(among)}) live GROUP BY flow_id, kind
    UNION ALL
    SELECT flow_id, 'event:held', count(*), max(received_at) FROM events
    WHERE ${among} AND state = 'held' GROUP BY flow_id
    UNION ALL
    SELECT flow_id, 'run:open', count(*), NULL FROM open_runs
    WHERE ${among} AND is_counted GROUP BY flow_id
  ) counted GROUP BY flow_id, kind`;

const allSql = prepared(
  countSql(
    'workspace_id = $1',
    `SELECT NULL::uuid AS flow_id, kind, sum(count) AS count, NULL::timestamptz AS last_received_at
     FROM ledger_days WHERE workspace_id = $1 GROUP BY kind`,
  ),
);

function flowsSql(workspace: string, ids: string): string {
  const among = `workspace_id = ${workspace} AND flow_id = ANY ((SELECT ids FROM chosen)::uuid[])`;
  const totals = `SELECT flow_id, kind, count, last_received_at FROM ledger_totals WHERE ${among}`;
  return prepared(`WITH chosen AS MATERIALIZED (SELECT ${ids} AS ids) ${countSql(among, totals)}`);
}

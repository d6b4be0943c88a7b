import type { Ledger } from '@hookline/contract';
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
  if (flowId !== null && !isUuid(flowId)) return toLedger([]);
  return toLedger(await count(scope, store, flowId === null ? null : [flowId]));
}

export type FlowAccount = { readonly ledger: Ledger; readonly lastEventAt: Date | null };

/** The same for many flows at once, and when the last event of each was received. */
export async function countLedgers(
  scope: Scope,
  store: Store,
  flowIds: readonly string[],
): Promise<(flowId: string) => FlowAccount> {
  const counts = await count(scope, store, flowIds);
  return (flowId) => {
    const own = counts.filter((count) => count.flow_id === flowId);
    const times = own.flatMap(({ last_received_at: at }) => at?.getTime() ?? []);
    return {
      ledger: toLedger(own),
      lastEventAt: times.length === 0 ? null : new Date(Math.max(...times)),
    };
  };
}

/** The sums up to the mark, and what came since, of one instant: one statement reads one snapshot. */
function count(
  scope: Scope,
  store: Store,
  flowIds: readonly string[] | null,
): Promise<readonly Count[]> {
  return flowIds === null
    ? select(store, allSql, [scope.workspaceId])
    : select(store, flowsSql, [scope.workspaceId, flowIds]);
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

const countSql = (among: string, folded: string): string =>
  prepared(`
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
  ) counted GROUP BY flow_id, kind`);

const allSql = countSql(
  'workspace_id = $1',
  'SELECT NULL::uuid AS flow_id, kind, sum(count) AS count, NULL::timestamptz AS last_received_at FROM ledger_days WHERE workspace_id = $1 GROUP BY kind',
);

// By way of a SELECT, so that whoever plans does not see how many they are and plans once for any number.
const ofFlows = 'workspace_id = $1 AND flow_id = ANY ((SELECT $2::uuid[])::uuid[])';

const flowsSql = countSql(
  ofFlows,
  `SELECT flow_id, kind, count, last_received_at FROM ledger_totals WHERE ${ofFlows}`,
);

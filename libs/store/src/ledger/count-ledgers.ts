import type { Ledger } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

type Count = { flow_id: string; kind: string; count: number };
type Place = Exclude<keyof Ledger, 'balanced' | 'received'>;

/** Accounts for every event of one flow, or of the whole workspace (deleted flows included). */
export async function countLedger(
  scope: Scope,
  store: Store,
  flowId: string | null,
): Promise<Ledger> {
  if (flowId !== null && !isUuid(flowId)) return toLedger([]);
  const values = [scope.workspaceId, flowId === null ? null : [flowId]];
  return toLedger(await select<Count>(store, countSql, values));
}

/** The same for many flows at once. */
export async function countLedgers(
  scope: Scope,
  store: Store,
  flowIds: readonly string[],
): Promise<(flowId: string) => Ledger> {
  const counts = await select<Count>(store, countSql, [scope.workspaceId, flowIds]);
  return (flowId) => toLedger(counts.filter((count) => count.flow_id === flowId));
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

// One statement, so that all counts are of the same instant and a run that ends meanwhile is in one of them.
const countSql = `
  SELECT flow_id, 'event:' || state AS kind, count(*)::int AS count FROM events
  WHERE workspace_id = $1 AND ($2::uuid[] IS NULL OR flow_id = ANY ($2::uuid[])) GROUP BY flow_id, state
  UNION ALL
  SELECT flow_id, 'run:open', count(*)::int FROM open_runs
  WHERE workspace_id = $1 AND ($2::uuid[] IS NULL OR flow_id = ANY ($2::uuid[])) AND is_counted
  GROUP BY flow_id
  UNION ALL
  SELECT flow_id, 'run:' || state, count(*)::int FROM runs
  WHERE workspace_id = $1 AND ($2::uuid[] IS NULL OR flow_id = ANY ($2::uuid[])) AND is_counted
  GROUP BY flow_id, state`;

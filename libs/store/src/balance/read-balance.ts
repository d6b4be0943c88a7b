import type { BalanceFaultKind } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

export type BalanceRecord = {
  /** `null`: never yet. */
  readonly checkedAt: Date | null;
  readonly faults: readonly {
    readonly kind: BalanceFaultKind;
    readonly count: number;
    readonly sampleEventId: string;
    readonly foundAt: Date;
  }[];
};

/** What the last check of the balance found in this workspace. */
export async function readBalance(scope: Scope, store: Store): Promise<BalanceRecord> {
  const check = await selectOne<{ checkedAt: Date | null }>(
    store,
    'SELECT checked_at AS "checkedAt" FROM balance_checks',
    [],
  );
  const faults = await select<BalanceRecord['faults'][number]>(
    store,
    `SELECT kind, count, sample_event_id AS "sampleEventId", found_at AS "foundAt"
     FROM balance_faults WHERE workspace_id = $1 ORDER BY kind`,
    [scope.workspaceId],
  );
  return { checkedAt: check?.checkedAt ?? null, faults };
}

import type { Refusal, RefusalReason, RunSelection } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { judgeReplay, type ReplayWay } from './judge-replay.js';
import { mostChosen, selectRuns, type ChosenRun } from './select-runs.js';

/** What a replay of many runs would do: the runs that it can take, and why not the others. */
export type ReplayPlanning =
  | {
      readonly outcome: 'planned';
      /** In the order in which their leads arrived. */
      readonly readyIds: readonly string[];
      readonly refused: readonly Refusal[];
    }
  | { readonly outcome: 'too_many' };

/** Says before anything runs which runs of a selection can be replayed or cancelled. Changes nothing. */
export async function planReplay(
  scope: Scope,
  store: Store,
  given: { selection: RunSelection; way: ReplayWay },
): Promise<ReplayPlanning> {
  const { selection, way } = given;
  const usualStates =
    way.kind === 'cancel'
      ? (['queued', 'waiting', 'needs_attention'] as const)
      : (['failed', 'needs_attention'] as const);
  const chosen = await selectRuns(scope, store, { selection, usualStates });
  if (chosen.length > mostChosen) return { outcome: 'too_many' };
  const judge = await judgeReplay(scope, store, { chosen, way });
  const judged = chosen.map((run) => ({ id: run.id, reason: judge(run) }));
  const faults = [...judged, ...missing(selection, chosen)];
  return {
    outcome: 'planned',
    readyIds: judged.flatMap(({ id, reason }) => (reason === null ? [id] : [])),
    refused: countByReason(faults),
  };
}

type Judged = { readonly id: string; readonly reason: RefusalReason | null };

function missing(selection: RunSelection, chosen: readonly ChosenRun[]): readonly Judged[] {
  if (!('ids' in selection)) return [];
  const known = new Set(chosen.map(({ id }) => id));
  return [...new Set(selection.ids)]
    .filter((id) => !known.has(id.toLowerCase()))
    .map((id) => ({ id, reason: 'not_found' }));
}

function countByReason(judged: readonly Judged[]): readonly Refusal[] {
  const counts = new Map<RefusalReason, Refusal>();
  for (const { id, reason } of judged) {
    if (reason === null) continue;
    const known = counts.get(reason) ?? { reason, count: 0, sampleRunId: id };
    counts.set(reason, { ...known, count: known.count + 1 });
  }
  return [...counts.values()];
}

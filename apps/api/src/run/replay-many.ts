import type { ReplayPlan, ReplayView, RunSelection } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  beginReplay,
  findReplay,
  planReplay,
  type ReplayRecord,
  type ReplayWay,
  type Scope,
  type Store,
} from '@hookline/store';
import { ApiError } from '../http/index.js';

/** Begins to replay or cancel what is chosen; what cannot be is told by reason, before anything runs. */
export async function replayMany(
  scope: Scope,
  store: Store,
  asked: { selection: RunSelection; way: ReplayWay; isDry: boolean; askedBy: string },
): Promise<ReplayPlan> {
  const { selection, way, askedBy } = asked;
  const planning = await planReplay(scope, store, { selection, way });
  if (planning.outcome === 'too_many') {
    throw new ApiError(
      'selection_too_large',
      'These are more than 50,000 runs; narrow the filter, by days for instance.',
    );
  }
  const { readyIds } = planning;
  const plan = { ready: readyIds.length, refused: [...planning.refused] };
  if (asked.isDry || readyIds.length === 0) return { ...plan, replay: null };
  const id = uuidv7();
  await beginReplay(scope, store, { id, way, runIds: readyIds, askedBy });
  const begun = await findReplay(scope, store, id);
  return { ...plan, replay: begun && viewReplay(begun) };
}

export function viewReplay(replay: ReplayRecord): ReplayView {
  return {
    ...replay,
    createdAt: replay.createdAt.toISOString(),
    finishedAt: replay.finishedAt?.toISOString() ?? null,
  };
}

import type { RunMove } from '@hookline/contract';
import type { Jobs } from '@hookline/jobs';
import type { Logger } from '@hookline/platform';
import { markConnection, type ClaimedRun, type Pool, type Scope } from '@hookline/store/work';
import type { LiveMessage } from '@hookline/contract';

export type MoveMeans = {
  readonly pool: Pool;
  readonly jobs: Pick<Jobs, 'wakeRunsIn'>;
  readonly announce: (scope: Scope, message: LiveMessage) => void;
  readonly log: Logger;
};

/** What follows when a run has gone somewhere: a timer, a word to open pages, a paused connection. */
export function afterMove(run: ClaimedRun, move: RunMove, means: MoveMeans): void {
  means.announce(run.scope, { topic: 'runs', flowId: run.flowId });
  if (move.to !== 'waiting') return;
  if (move.waitingFor !== 'connection') {
    means.jobs.wakeRunsIn(move.wakeInMs);
    return;
  }
  if (move.connectionId === null) return;
  markConnection(run.scope, means.pool, {
    connectionId: move.connectionId,
    state: 'needs_reconnect',
    error: move.error?.message ?? null,
    why: move.error?.why ?? null,
  }).catch((error: unknown) =>
    means.log.error({ err: error }, 'a connection could not be marked for reconnecting'),
  );
}

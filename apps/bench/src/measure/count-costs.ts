import { countStatements } from '../database/count-statements.js';
import { readFsyncs } from '../database/read-fsyncs.js';
import { measureRuns, type Runs, type RunsPlan } from './measure-runs.js';
import type { Side } from './side.js';

export type Counted = {
  readonly statements: number;
  readonly fsyncs: number;
  readonly runs: Runs;
};

/** Sessions hand in their counts about once a second, and when they have been idle for some time. */
const settles = 3;

/**
 * What the database is asked for each event, while nothing is timed: counting statements costs it a little. It belongs
 * right after a timed round of the same: sessions hand in their syncs up to some seconds late, and so
 * those of the round before, which come in at the beginning, stand for those that are missing at the end.
 */
export async function countCosts(
  side: Side,
  { serverUrl, ...plan }: RunsPlan & { readonly serverUrl: string },
): Promise<Counted> {
  const settleMs = plan.settleMs * settles;
  const before = await readFsyncs(serverUrl, settleMs);
  const { statements, given: runs } = await countStatements(serverUrl, side.databaseUrl, () =>
    measureRuns(side, plan),
  );
  const fsyncs = (await readFsyncs(serverUrl, settleMs)) - before;
  return { statements: statements / runs.accepted, fsyncs: fsyncs / runs.accepted, runs };
}

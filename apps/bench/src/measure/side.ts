import type { Program } from '../process/start-program.js';

/** One of those that are compared, as it runs. */
export type Side = {
  readonly hookUrl: string;
  readonly databaseUrl: string;
  readonly api: Program;
  readonly workers: readonly Program[];
};

/** The limit program looks for work without a pause, which would cost the others. */
export function setWorking(limit: Side, isWorking: boolean): void {
  for (const worker of limit.workers) worker.child.send(isWorking ? 'work' : 'rest');
}

/** Lets one side work alone. */
export async function inTurn<T>(limit: Side, side: Side, work: () => Promise<T>): Promise<T> {
  setWorking(limit, side.hookUrl === limit.hookUrl);
  return work();
}

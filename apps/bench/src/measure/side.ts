import type { Program } from '../process/start-program.js';

export const sideNames = ['product', 'limit'] as const;
export type SideName = (typeof sideNames)[number];

/** One of the two that are compared, as it runs. */
export type Side = {
  readonly name: SideName;
  readonly hookUrl: string;
  readonly databaseUrl: string;
  readonly api: Program;
  readonly workers: readonly Program[];
};

export type Sides = Readonly<Record<SideName, Side>>;

/** Lets one side work alone: the limit program looks for work without a pause, which would cost the product. */
export async function inTurn<T>(sides: Sides, name: SideName, work: () => Promise<T>): Promise<T> {
  for (const worker of sides.limit.workers) worker.child.send(name === 'limit' ? 'work' : 'rest');
  return work();
}

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

import { z } from 'zod';
import { runOn } from '../database/run-on.js';
import { bareEnv } from '../product/product-env.js';
import { ownProgram } from '../process/own-program.js';
import { startProgram, type Program } from '../process/start-program.js';
import { limitTables } from './limit-tables.js';

const ready = z.object({ port: z.number() });

export type Limit = {
  readonly url: string;
  readonly api: Program;
  readonly workers: readonly Program[];
  readonly stop: () => Promise<void>;
};

/** Starts the limit program on an empty database: processes as the product's, and nothing else. */
export async function startLimit(plan: {
  databaseUrl: string;
  sinkUrl: string;
  workers: number;
}): Promise<Limit> {
  await runOn(plan.databaseUrl, limitTables);
  const env = { ...bareEnv(), NODE_ENV: 'production' };
  const api = await startProgram({
    name: 'the limit program',
    args: [ownProgram, 'serve-limit', plan.databaseUrl],
    env,
  });
  const args = [ownProgram, 'work-limit', plan.databaseUrl, plan.sinkUrl];
  const name = 'the worker of the limit program';
  const workers: readonly Program[] = await Promise.all(
    Array.from({ length: plan.workers }, () => startProgram({ name, args, env })),
  );
  return {
    url: `http://127.0.0.1:${ready.parse(api.word).port}/in`,
    api,
    workers,
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await api.stop();
    },
  };
}

import { productProgram } from '../process/own-program.js';
import { startProgram, type Program } from '../process/start-program.js';
import { freePort } from '../process/free-port.js';
import { productEnv } from './product-env.js';
import { programFlags } from './program-flags.js';

export type ProductPlan = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly workers: number;
  /** Where node leaves its record of what the processors did. */
  readonly profileDir: string | null;
  /** Absent: the queue is where our own environment says, or in the database. */
  readonly redisUrl?: string;
};

export type Product = {
  readonly url: string;
  readonly api: Program;
  readonly workers: readonly Program[];
  readonly stop: () => Promise<void>;
};

/** Starts the product's own programs on a migrated database. */
export async function startProduct(plan: ProductPlan): Promise<Product> {
  const port = await freePort();
  const queue = plan.redisUrl === undefined ? {} : { REDIS_URL: plan.redisUrl };
  const env = { ...productEnv({ ...plan, port }), ...queue };
  const profile =
    plan.profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${plan.profileDir}`];
  const api = await startProgram({
    name: 'the api',
    args: [...profile, ...programFlags.api, productProgram('api')],
    env,
  });
  const workers: Program[] = [];
  for (let index = 0; index < plan.workers; index += 1) {
    const args = [...profile, ...programFlags.worker, productProgram('worker')];
    workers.push(await startProgram({ name: 'a worker', args, env }));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    api,
    workers,
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await api.stop();
    },
  };
}

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
  /** Absent: the queue is where our own environment says; `null`: in the database, whatever that says. */
  readonly redisUrl?: string | null;
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
  const queue = plan.redisUrl === undefined ? {} : { REDIS_URL: plan.redisUrl ?? '' };
  const env = { ...productEnv({ ...plan, port }), ...queue };
  const profile =
    plan.profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${plan.profileDir}`];
  const start = (name: string, script: readonly string[]): Promise<Program> =>
    startProgram({ name, args: [...profile, ...script], env });
  const worker = [...programFlags.worker, productProgram('worker')];
  // All at once: what they wait for is the runtime, and there is more than one core.
  const [api, ...workers] = await Promise.all([
    start('the api', [...programFlags.api, productProgram('api')]),
    ...Array.from({ length: plan.workers }, () => start('a worker', worker)),
  ]);
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

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { startServer, type Server } from '../database/start-server.js';
import { productProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';
import type { ApiPlace } from './call-api.js';
import { callStep, makeFlow } from './make-flow.js';
import { productEnv } from './product-env.js';
import { startProduct, type Product } from './start-product.js';

const owner = z.object({ apiKey: z.string() });

export type Stage = {
  readonly server: Server;
  readonly databaseUrl: string;
  readonly product: Product;
  readonly place: ApiPlace;
  /** Makes a live flow that calls this address; gives where its leads are sent. */
  readonly aFlow: (name: string, callUrl: string) => Promise<string>;
};

type StagePlan = { readonly workers: number; readonly profileDir?: string | null };

/** The product, set up and at work with so many workers, on a server of its own. */
export async function onStage<T>(plan: StagePlan, work: (stage: Stage) => Promise<T>): Promise<T> {
  const server = await startServer();
  try {
    const databaseUrl = await server.create('stage');
    const { folder } = server;
    return await onDatabase({ ...plan, databaseUrl, folder }, (set) => work({ server, ...set }));
  } finally {
    await server.stop();
  }
}

/** The same on a database that is there. */
export async function onDatabase<T>(
  given: StagePlan & { readonly databaseUrl: string; readonly folder: string },
  work: (stage: Omit<Stage, 'server'>) => Promise<T>,
): Promise<T> {
  const { databaseUrl, folder, workers, profileDir = null } = given;
  const dataDir = await mkdtemp(join(folder, 'product-'));
  const env = productEnv({ databaseUrl, dataDir, port: 1 });
  const asked = ['setup', '--email', 'bench@example.com', '--password', 'a long password'];
  const printed = await runProgram([productProgram('cli'), ...asked, '--json'], env);
  const { apiKey } = owner.parse(JSON.parse(printed));
  const product = await startProduct({ databaseUrl, dataDir, workers, profileDir });
  const place = { url: product.url, apiKey };
  const aFlow = async (name: string, callUrl: string): Promise<string> => {
    const flow = await makeFlow(place, { name, steps: [callStep('call', callUrl)] });
    return `${product.url}${flow.hookPath}`;
  };
  return work({ databaseUrl, product, place, aFlow }).finally(product.stop);
}

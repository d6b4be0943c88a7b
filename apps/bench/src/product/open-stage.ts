import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { startServer, type Server } from '../database/start-server.js';
import { productProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';
import { callStep, makeFlow } from './make-flow.js';
import { productEnv } from './product-env.js';
import { startProduct, type Product } from './start-product.js';

const owner = z.object({ apiKey: z.string() });

export type Stage = {
  readonly server: Server;
  readonly databaseUrl: string;
  readonly product: Product;
  /** Makes a live flow that calls this address; gives where its leads are sent. */
  readonly aFlow: (name: string, callUrl: string) => Promise<string>;
};

/** The product, set up and at work with so many workers, on a server of its own. */
export async function onStage<T>(workers: number, work: (stage: Stage) => Promise<T>): Promise<T> {
  const server = await startServer();
  try {
    const databaseUrl = await server.create('stage');
    const dataDir = await mkdtemp(join(server.folder, 'product-'));
    const env = productEnv({ databaseUrl, dataDir, port: 1 });
    const asked = ['setup', '--email', 'bench@example.com', '--password', 'a long password'];
    const printed = await runProgram([productProgram('cli'), ...asked, '--json'], env);
    const { apiKey } = owner.parse(JSON.parse(printed));
    const product = await startProduct({ databaseUrl, dataDir, workers, profileDir: null });
    const aFlow = async (name: string, callUrl: string): Promise<string> => {
      const steps = [callStep('call', callUrl)];
      const flow = await makeFlow({ url: product.url, apiKey }, { name, steps });
      return `${product.url}${flow.hookPath}`;
    };
    return await work({ server, databaseUrl, product, aFlow }).finally(product.stop);
  } finally {
    await server.stop();
  }
}

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Server } from '../database/start-server.js';
import { productProgram } from '../process/own-program.js';
import { runProgram } from '../process/run-program.js';
import { callStep, makeFlow, type LiveFlow } from './make-flow.js';
import { productEnv } from './product-env.js';
import { startProduct } from './start-product.js';

const owner = z.object({ apiKey: z.string(), workspaceId: z.string() });

export type Prepared = {
  /** A database to copy for each measurement. */
  readonly template: string;
  readonly dataDir: string;
  readonly apiKey: string;
  /** Flows by their number of calls. */
  readonly flows: ReadonlyMap<number, LiveFlow>;
};

/** Sets the product up as a person would: migrated, with an owner, with live flows. */
export async function prepareProduct(
  server: Server,
  { sinkUrl, stepCounts }: { sinkUrl: string; stepCounts: readonly number[] },
): Promise<Prepared> {
  const template = 'product_template';
  const databaseUrl = await server.create(template);
  const dataDir = await mkdtemp(join(server.folder, 'product-'));
  const env = productEnv({ databaseUrl, dataDir, port: 1 });
  const asked = [
    'setup',
    '--email',
    'bench@example.com',
    '--password',
    'a long password',
    '--json',
  ];
  const { apiKey } = owner.parse(
    JSON.parse(await runProgram([productProgram('cli'), ...asked], env)),
  );
  const product = await startProduct({ databaseUrl, dataDir, workers: 0, profileDir: null });
  const flows = new Map<number, LiveFlow>();
  for (const count of stepCounts) {
    const steps = Array.from({ length: count }, (_, index) => callStep(`call${index}`, sinkUrl));
    const place = { url: product.url, apiKey };
    flows.set(count, await makeFlow(place, { name: `Calls: ${count}`, steps }));
  }
  await product.stop();
  return { template, dataDir, apiKey, flows };
}

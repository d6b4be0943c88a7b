import type { Bench } from '../bench.js';
import { startLimit } from '../limit/start-limit.js';
import { startProduct } from '../product/start-product.js';
import type { Sides } from './side.js';

export type Opened = { readonly sides: Sides; readonly stop: () => Promise<void> };

/** Starts both sides, each on a database of its own in one server. */
export async function openSides(
  { server, sink, prepared, profileDir }: Bench,
  { name, workers, ...queue }: { name: string; workers: number; redisUrl?: string },
): Promise<Opened> {
  const productUrl = await server.create(`product_${name}`, prepared.template);
  const limitUrl = await server.create(`limit_${name}`);
  const { dataDir, flows } = prepared;
  const product = await startProduct({
    databaseUrl: productUrl,
    dataDir,
    workers,
    profileDir,
    ...queue,
  });
  const limit = await startLimit({ databaseUrl: limitUrl, sinkUrl: sink.url, workers });
  const hookPath = [...flows.values()][0]?.hookPath ?? '';
  return {
    sides: {
      product: {
        name: 'product',
        hookUrl: `${product.url}${hookPath}`,
        databaseUrl: productUrl,
        api: product.api,
        workers: product.workers,
      },
      limit: {
        name: 'limit',
        hookUrl: limit.url,
        databaseUrl: limitUrl,
        api: limit.api,
        workers: limit.workers,
      },
    },
    stop: async () => {
      await product.stop();
      await limit.stop();
    },
  };
}

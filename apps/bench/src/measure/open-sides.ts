import type { Bench } from '../bench.js';
import { startLimit } from '../limit/start-limit.js';
import { startProduct } from '../product/start-product.js';
import type { Side } from './side.js';

export type Opened = { readonly side: Side; readonly stop: () => Promise<void> };

/** Starts the product on a database of its own. */
export async function openProduct(
  { server, prepared, profileDir }: Bench,
  { name, ...plan }: { name: string; workers: number; redisUrl: string | null },
): Promise<Opened> {
  const databaseUrl = await server.create(`product_${name}`, prepared.template);
  const { dataDir, flows } = prepared;
  const { url, stop, ...programs } = await startProduct({
    databaseUrl,
    dataDir,
    profileDir,
    ...plan,
  });
  const hookPath = [...flows.values()][0]?.hookPath ?? '';
  return { side: { hookUrl: `${url}${hookPath}`, databaseUrl, ...programs }, stop };
}

/** Starts the limit program on a database of its own. */
export async function openLimit(
  { server, sink }: Bench,
  { name, workers }: { name: string; workers: number },
): Promise<Opened> {
  const databaseUrl = await server.create(`limit_${name}`);
  const { url, stop, ...programs } = await startLimit({
    databaseUrl,
    sinkUrl: sink.url,
    workers,
  });
  return { side: { hookUrl: url, databaseUrl, ...programs }, stop };
}

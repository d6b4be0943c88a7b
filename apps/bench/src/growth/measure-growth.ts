import { setTimeout as wait } from 'node:timers/promises';
import { measureClaims } from '../measure/measure-claims.js';
import { quantile } from '../measure/median.js';
import { startProduct } from '../product/start-product.js';
import { pageKinds, timePages } from './time-pages.js';
import { timeAccepts } from './time-accepts.js';

/** An installation as it is measured: small, or grown. */
export type Installation = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly apiKey: string;
  readonly largeFlowId: string;
};

export type Timing = { readonly p50Ms: number; readonly p95Ms: number };
export type Timings = ReadonlyMap<string, Timing>;

export const accepts = 'accept of 64 events';
export const claims = 'claim of 128 runs';

const acceptTimes = 200;
const pageTimes = 60;
const settleMs = 2_000;

export async function measureGrowth(
  installation: Installation,
  tell: (line: string) => void,
): Promise<Timings> {
  const { databaseUrl, dataDir, apiKey, largeFlowId } = installation;
  const timings = new Map<string, Timing>();
  tell('  pages');
  const product = await startProduct({ databaseUrl, dataDir, workers: 0, profileDir: null });
  try {
    await wait(settleMs);
    for (const kind of pageKinds(largeFlowId)) {
      const asked = { url: product.url, apiKey };
      timings.set(kind.name, toTiming(await timePages(asked, kind, pageTimes)));
    }
  } finally {
    await product.stop();
  }
  tell('  accepts and claims');
  timings.set(accepts, toTiming(await timeAccepts(databaseUrl, acceptTimes)));
  const claimMs = await measureClaims(databaseUrl, 0);
  timings.set(claims, { p50Ms: claimMs, p95Ms: claimMs });
  return timings;
}

const toTiming = (tookMs: readonly number[]): Timing => ({
  p50Ms: quantile(tookMs, 0.5),
  p95Ms: quantile(tookMs, 0.95),
});

import { setTimeout as wait } from 'node:timers/promises';
import { measureClaims } from '../measure/measure-claims.js';
import { quantile } from '../measure/median.js';
import { startProduct, type Product } from '../product/start-product.js';
import { openAccepting } from './time-accepts.js';
import { pageKinds, pageTurner } from './time-pages.js';

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
/** After a checkpoint the first change of each page is logged whole; a system at work has most of that behind it. */
const acceptWarmUps = 120;
const pageTimes = 60;
/** The first looks open connections, compile and plan; the first pages of all compile what the others use as well. */
const pageWarmUps = 60;
const claimRounds = 3;
const settleMs = 2_000;

type Both<T> = { readonly small: T; readonly grown: T };
export type Timed = Both<Timings>;

/** The small and the grown installation, asked in turns, so that both meet the same weather. */
export async function measureGrowth(
  installations: Both<Installation>,
  tell: (line: string) => void,
): Promise<Timed> {
  const timings = { small: new Map<string, Timing>(), grown: new Map<string, Timing>() };
  const note = (what: string, took: Both<readonly number[]>): void => {
    timings.small.set(what, toTiming(took.small));
    timings.grown.set(what, toTiming(took.grown));
  };
  tell('  pages');
  await timePages(installations, note);
  tell('  accepts and claims');
  const accepting = await both(installations, ({ databaseUrl }) => openAccepting(databaseUrl));
  const accepted = { warmUps: acceptWarmUps, times: acceptTimes };
  note(accepts, await inTurns(await both(accepting, ({ accept }) => accept), accepted));
  await both(accepting, ({ close }) => close());
  const claiming = await both(
    installations,
    ({ databaseUrl }) =>
      () =>
        measureClaims(databaseUrl, 0),
  );
  note(claims, await inTurns(claiming, { warmUps: 0, times: claimRounds }));
  return timings;
}

async function timePages(
  installations: Both<Installation>,
  note: (what: string, took: Both<readonly number[]>) => void,
): Promise<void> {
  const products = await both(installations, ({ databaseUrl, dataDir }) =>
    startProduct({ databaseUrl, dataDir, workers: 0, profileDir: null }),
  );
  try {
    await wait(settleMs);
    for (const { name } of pageKinds('')) {
      const turners = {
        small: turnerOf(installations.small, products.small, name),
        grown: turnerOf(installations.grown, products.grown, name),
      };
      note(name, await inTurns(turners, { warmUps: pageWarmUps, times: pageTimes }));
    }
  } finally {
    await both(products, (product) => product.stop());
  }
}

function turnerOf(
  { apiKey, largeFlowId }: Installation,
  { url }: Product,
  name: string,
): () => Promise<number> {
  const kind = pageKinds(largeFlowId).find((known) => known.name === name);
  if (!kind) throw new Error(`no page is called ${name}`);
  return pageTurner({ url, apiKey }, kind);
}

/** One after the other: they shall not disturb each other. */
async function both<T, U>(of: Both<T>, make: (one: T) => U | Promise<U>): Promise<Both<U>> {
  return { small: await make(of.small), grown: await make(of.grown) };
}

async function inTurns(
  ask: Both<() => Promise<number>>,
  { warmUps, times }: { readonly warmUps: number; readonly times: number },
): Promise<Both<readonly number[]>> {
  const took: Both<number[]> = { small: [], grown: [] };
  for (let time = 0; time < warmUps + times; time += 1) {
    const { small, grown } = await both(ask, (one) => one());
    if (time < warmUps) continue;
    took.small.push(small);
    took.grown.push(grown);
  }
  return took;
}

const toTiming = (tookMs: readonly number[]): Timing => ({
  p50Ms: quantile(tookMs, 0.5),
  p95Ms: quantile(tookMs, 0.95),
});

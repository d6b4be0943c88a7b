import { Agent, request } from 'undici';
import { leadBody } from '../load/lead-body.js';
import { driveLoad } from '../load/drive-load.js';
import { sendProbes } from '../load/send-probes.js';
import type { Effect, Sink } from '../load/start-sink.js';
import { percentiles, type Percentiles } from './median.js';

const effectWithinMs = 10_000;
const mark = 'watched';

/** From the moment before a lead is sent until its effect arrives, one lead at a time. */
export async function measureLatency(
  hookUrl: string,
  { sink, times }: { sink: Sink; times: number },
): Promise<Percentiles> {
  const agent = new Agent({ connections: 1 });
  let hear: (effect: Effect) => void = () => undefined;
  const stop = sink.listen(mark, (effect) => hear(effect));
  const tookMs: number[] = [];
  try {
    for (let index = 0; index < times; index += 1) {
      const effect = new Promise<Effect>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no effect came')), effectWithinMs);
        hear = (heard) => {
          clearTimeout(timer);
          resolve(heard);
        };
      });
      const began = process.hrtime.bigint();
      const { body } = await request(hookUrl, {
        dispatcher: agent,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: leadBody(200, { comment: mark }),
      });
      await body.dump();
      tookMs.push(Number((await effect).atNs - began) / 1e6);
    }
  } finally {
    stop();
    await agent.close();
  }
  return percentiles(tookMs);
}

export type LoadedLatency = {
  readonly took: Percentiles;
  readonly driverShare: number;
  /** Leads that were watched and had no effect, or one too many. */
  readonly lost: number;
  readonly doubled: number;
};

const probeEveryMs = 20;

/** The same while others send so many leads a second: some are watched among them. */
export async function measureLoadedLatency(
  hookUrl: string,
  { sink, perSec, durationSecs }: { sink: Sink; perSec: number; durationSecs: number },
): Promise<LoadedLatency> {
  const probes = sendProbes({ urls: [hookUrl], sink, everyMs: probeEveryMs });
  const driving = driveLoad({ url: hookUrl, body: leadBody(200), perSec, durationSecs });
  const watching = driving.then(probes.stop, probes.stop);
  const [{ cpuShare }, { tookMs, lost, doubled }] = await Promise.all([driving, watching]);
  return { took: percentiles(tookMs), driverShare: cpuShare, lost, doubled };
}

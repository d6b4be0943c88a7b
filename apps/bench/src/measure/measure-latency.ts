import { Agent, request } from 'undici';
import { leadBody } from '../load/lead-body.js';
import type { Effect, Sink } from '../load/start-sink.js';
import { quantile } from './median.js';

export type Latency = { readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms: number };

const effectWithinMs = 10_000;

/** From the moment before a lead is sent until its effect arrives, one lead at a time. */
export async function measureLatency(
  hookUrl: string,
  { sink, times }: { sink: Sink; times: number },
): Promise<Latency> {
  const agent = new Agent({ connections: 1 });
  let hear: (effect: Effect) => void = () => undefined;
  const stop = sink.listen((effect) => hear(effect));
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
        body: leadBody(200),
      });
      await body.dump();
      tookMs.push(Number((await effect).atNs - began) / 1e6);
    }
  } finally {
    stop();
    await agent.close();
  }
  return {
    p50Ms: quantile(tookMs, 0.5),
    p95Ms: quantile(tookMs, 0.95),
    p99Ms: quantile(tookMs, 0.99),
  };
}

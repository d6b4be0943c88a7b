import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { leadBody } from './lead-body.js';
import type { Sink } from './start-sink.js';

export type Probed = {
  /** From the request to the effect. */
  readonly tookMs: readonly number[];
  readonly lost: number;
  /** Effects beyond the first of a lead. */
  readonly doubled: number;
};

type ProbePlan = {
  readonly urls: readonly string[];
  readonly sink: Sink;
  /** From one lead to the next at each of these. */
  readonly everyMs: number;
};

const effectWithinMs = 20_000;
const pollMs = 50;

/** Sends each of these addresses a lead at even distances, whatever else is sent there, and takes the time until its effect. */
export function sendProbes({ urls, sink, everyMs }: ProbePlan): { stop: () => Promise<Probed> } {
  const agent = new Agent({ connections: urls.length * 8 });
  const sentAt = new Map<string, bigint>();
  const tookMs: number[] = [];
  let doubled = 0;
  const hush = sink.listen('probe-', ({ atNs, text }) => {
    const lead = /probe-\d+/.exec(text)?.[0] ?? '';
    const began = sentAt.get(lead);
    if (began === undefined) {
      doubled += 1;
      return;
    }
    sentAt.delete(lead);
    tookMs.push(Number(atNs - began) / 1e6);
  });
  let sent = 0;
  const send = async (url: string): Promise<void> => {
    sent += 1;
    const lead = `probe-${sent}`;
    sentAt.set(lead, process.hrtime.bigint());
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: leadBody(200, { comment: lead }),
    });
    await body.dump();
    if (statusCode >= 300) throw new Error(`a lead that was watched got ${statusCode}`);
  };
  let fault: unknown = null;
  const timers = urls.map((url, index) =>
    setTimeout(
      () => {
        timers[index] = setInterval(
          () => void send(url).catch((error: unknown) => (fault ??= error)),
          everyMs,
        );
      },
      (index * everyMs) / urls.length,
    ),
  );
  return {
    stop: async () => {
      timers.forEach((timer) => clearInterval(timer));
      const deadline = Date.now() + effectWithinMs;
      while (sentAt.size > 0 && Date.now() < deadline) await wait(pollMs);
      hush();
      await agent.close();
      if (fault !== null) throw fault;
      return { tookMs, lost: sentAt.size, doubled };
    },
  };
}

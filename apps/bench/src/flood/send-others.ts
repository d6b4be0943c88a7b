import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { leadBody } from '../load/lead-body.js';
import type { Sink } from '../load/start-sink.js';

export type Others = { readonly tookMs: readonly number[]; readonly lost: number };

const everyMs = 500;
const effectWithinMs = 20_000;
const pollMs = 50;

/** Sends each flow a lead every half second, and takes the time until its effect. */
export function sendOthers(urls: readonly string[], sink: Sink): { stop: () => Promise<Others> } {
  const agent = new Agent({ connections: urls.length });
  const sentAt = new Map<string, bigint>();
  const tookMs: number[] = [];
  const hush = sink.listen(({ atNs, text }) => {
    const lead = /other-\d+/.exec(text)?.[0] ?? '';
    const began = sentAt.get(lead);
    if (began === undefined) return;
    sentAt.delete(lead);
    tookMs.push(Number(atNs - began) / 1e6);
  });
  let sent = 0;
  const send = async (url: string): Promise<void> => {
    sent += 1;
    const lead = `other-${sent}`;
    sentAt.set(lead, process.hrtime.bigint());
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: leadBody(200, { comment: lead }),
    });
    await body.dump();
    if (statusCode >= 300) throw new Error(`a lead of another flow got ${statusCode}`);
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
      return { tookMs, lost: sentAt.size };
    },
  };
}

import { Agent, request } from 'undici';
import { z } from 'zod';

const accepted = z.object({ id: z.string() });

export type DrivenLeads = {
  readonly sent: ReadonlySet<string>;
  /** Ids of events by the lead that was answered 2xx with them; written down only then. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Sends no more, and resolves when every request has ended. */
  readonly stop: () => Promise<void>;
};

const timeoutMs = 10_000;

/** Sends leads at a steady pace, whatever becomes of those before. */
export function driveLeads(hookUrl: string, perSec: number): DrivenLeads {
  const agent = new Agent({ connections: 64, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const sent = new Set<string>();
  const acknowledged = new Map<string, string>();
  const underWay = new Set<Promise<void>>();

  const send = async (lead: string): Promise<void> => {
    const { statusCode, body } = await request(hookUrl, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: lead, name: `Name of ${lead}` }),
    });
    const reply = await body.text();
    if (statusCode >= 200 && statusCode < 300) {
      acknowledged.set(lead, accepted.parse(JSON.parse(reply)).id);
    }
  };
  const timer = setInterval(() => {
    const lead = `lead-${sent.size + 1}`;
    sent.add(lead);
    // No answer is no promise: the lead may be there or not.
    const end = send(lead)
      .catch(() => undefined)
      .finally(() => underWay.delete(end));
    underWay.add(end);
  }, 1_000 / perSec);
  return {
    sent,
    acknowledged,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      await agent.close();
    },
  };
}

import { Agent, request } from 'undici';

export type OpenLeads = {
  /** Leads that were answered 2xx. */
  readonly acknowledged: ReadonlySet<string>;
  readonly stop: () => Promise<void>;
};

const everyMs = 50;

/** Sends as many leads as are needed so that about the wanted number of them is not done yet. */
export function keepOpen(
  hookUrl: string,
  { wanted, done }: { wanted: number; done: () => number },
): OpenLeads {
  const agent = new Agent({ connections: 16 });
  const acknowledged = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  const send = async (lead: string): Promise<void> => {
    const { statusCode, body } = await request(hookUrl, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: lead }),
    });
    await body.dump();
    if (statusCode >= 200 && statusCode < 300) acknowledged.add(lead);
  };
  const timer = setInterval(() => {
    for (let open = sent - done(); open < wanted; open += 1) {
      sent += 1;
      const end = send(`lead-${sent}`)
        .catch(() => undefined)
        .finally(() => underWay.delete(end));
      underWay.add(end);
    }
  }, everyMs);
  return {
    acknowledged,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      await agent.close();
    },
  };
}

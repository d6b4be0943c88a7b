import { waitFor } from '@hookline/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { givenHouse } from './house.given.js';

const smallHeap = ['--max-old-space-size=160'];

/** Three bytes for each as they come, and some sixty once they are read. */
const objects = (count: number): string =>
  `[${Array.from({ length: count }, () => '{}').join(',')}]`;

/** What many senders hear at once; `null` of a line that was hung up on. */
async function sendAtOnce(
  count: number,
  { url, bodyOf, headers = {} }: Sending,
): Promise<Map<number | null, number>> {
  const statuses = await Promise.all(
    Array.from({ length: count }, async (_, lead) => {
      const head = { 'content-type': 'application/json', ...headers };
      const options = { method: 'POST', headers: head, body: bodyOf(lead) };
      const response = await fetch(url, options).catch(() => null);
      await response?.arrayBuffer().catch(() => null);
      return response?.status ?? null;
    }),
  );
  return statuses.reduce(
    (counts, status) => counts.set(status, (counts.get(status) ?? 0) + 1),
    new Map<number | null, number>(),
  );
}

type Sending = {
  readonly url: string;
  readonly bodyOf: (lead: number) => string;
  readonly headers?: Readonly<Record<string, string>>;
};

describe('bodies that become twenty times as large when they are read (IN-3)', () => {
  it('are taken many at once by an api of 160 MB, and worked on many at once by a worker of 384 MB', async () => {
    const house = await givenHouse();
    onTestFinished(house.stop);
    const api = await house.startApi({}, smallHeap);
    const mostOfALead = objects(9_990);
    const heard = await sendAtOnce(600, {
      url: house.hookUrl,
      bodyOf: (lead) => `{"id":"lead-${lead}","grown":${mostOfALead}}`,
    });

    expect(api.isRunning()).toBe(true);
    const taken = heard.get(202) ?? 0;
    expect(taken + (heard.get(503) ?? 0)).toBe(600);
    expect(taken).toBeGreaterThan(300);

    const worker = await house.startWorker({}, ['--max-old-space-size=384']);
    const succeeded = () =>
      house.count(`SELECT count(*)::int AS n FROM runs WHERE state = 'succeeded'`);
    await waitFor(async () => (await succeeded()) === taken || !worker.isRunning(), {
      what: 'all that were taken succeed',
      timeoutMs: 60_000,
    });
    expect([worker.isRunning(), await succeeded()]).toEqual([true, taken]);
  }, 120_000);

  it('bring down no api of 160 MB, whether a stranger asks to sign in with them or a known key sends them', async () => {
    const house = await givenHouse();
    onTestFinished(house.stop);
    const api = await house.startApi({}, smallHeap);
    const asked = (path: string): string => new URL(path, house.hookUrl).href;
    const signIn = asked('/api/auth/sign-in/email');
    const flows = asked('/api/v1/flows');
    const large = `{"grown":${objects(600_000)}}`;
    const small = `{"email":"a@b.example","password":"x","grown":${objects(5_000)}}`;

    const strangers = await sendAtOnce(150, { url: signIn, bodyOf: () => large });
    expect(strangers.get(413)).toBeGreaterThan(50);
    const many = await sendAtOnce(600, { url: signIn, bodyOf: () => small });
    expect(
      [...many.keys()].filter((status) => ![400, 401, 429, 503].includes(status ?? 0)),
    ).toEqual([]);
    const known = await sendAtOnce(100, {
      url: flows,
      bodyOf: () => `{"grown":${objects(200_000)}}`,
      headers: house.bearer,
    });
    expect([...known.keys()].filter((status) => ![422, 503].includes(status ?? 0))).toEqual([]);

    expect(api.isRunning()).toBe(true);
    const list = await fetch(flows, { headers: house.bearer });
    expect(list.status).toBe(200);
  }, 120_000);
});

import { waitFor } from '@hookline/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { givenHouse } from './house.given.js';

/** As many as one body may have: three bytes each as they come, and some sixty once they are read. */
const grown = `[${Array.from({ length: 9_990 }, () => '{}').join(',')}]`;

describe('bodies that become twenty times as large when they are read (IN-3)', () => {
  it('are taken many at once by an api of 160 MB, and worked on many at once by a worker of 384 MB', async () => {
    const house = await givenHouse();
    onTestFinished(house.stop);
    const api = await house.startApi({}, ['--max-old-space-size=160']);
    const send = async (lead: number): Promise<number> => {
      const response = await fetch(house.hookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"id":"lead-${lead}","grown":${grown}}`,
      });
      await response.arrayBuffer();
      return response.status;
    };
    const statuses = await Promise.all(Array.from({ length: 600 }, (_, lead) => send(lead)));

    expect(api.isRunning()).toBe(true);
    expect(statuses.filter((status) => status !== 202 && status !== 503)).toEqual([]);
    const taken = statuses.filter((status) => status === 202).length;
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
});

import { setTimeout as pause } from 'node:timers/promises';
import { roundRobin, waitFor, type Program, type RoundRobin } from '@hookline/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { givenHouse, type House } from './house.given.js';
import { isTaken, sendOnce, type Answer } from './sender.given.js';

let house: House;
let balancer: RoundRobin;
beforeEach(async () => {
  house = await givenHouse({ env: { DRAIN_SECS: '1' } });
  balancer = await roundRobin({ ends: 2 });
});
afterEach(async () => {
  await balancer.stop();
  await house.stop();
});

/** Each of the two once; `DP1_RESTARTS=20` is the long form. */
const restarts = Number(process.env['DP1_RESTARTS'] ?? 2);

/** A lead every 20 ms, whatever the answers are: nobody sends one twice. */
function startLeads(hookUrl: string) {
  const answers: Promise<Answer>[] = [];
  let isStopped = false;
  const sending = (async () => {
    while (!isStopped) {
      answers.push(sendOnce(hookUrl, `lead-${answers.length}`));
      await pause(20);
    }
  })();
  return async (): Promise<readonly Answer[]> => {
    isStopped = true;
    await sending;
    return Promise.all(answers);
  };
}

const start = (port: number | undefined): Promise<Program> =>
  house.startApi({ PORT: String(port) });

const allReady = () =>
  waitFor(() => balancer.readyPorts().length === 2, { what: 'both are ready', timeoutMs: 30_000 });

it(
  'two api processes are restarted in turn under load: no request is refused, no lead lost (DP-1)',
  { timeout: 30_000 + restarts * 30_000 },
  async () => {
    const apis = await Promise.all(balancer.ports.map(start));
    await allReady();
    const stopLeads = startLeads(`${balancer.url}${new URL(house.hookUrl).pathname}`);

    for (let round = 0; round < restarts; round += 1) {
      const turn = round % 2;
      expect(await apis[turn]?.stop(), apis[turn]?.log()).toBe('0');
      apis[turn] = await start(balancer.ports[turn]);
      await allReady();
    }

    const answers = await stopLeads();
    expect(answers.filter((answer) => !isTaken(answer))).toEqual([]);
    expect(answers.length).toBeGreaterThan(100);
    const stored = await house.count(
      `SELECT count(*)::int AS n FROM events WHERE state = 'accepted'`,
    );
    expect(stored).toBe(answers.length);
  },
);

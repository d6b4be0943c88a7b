import { setTimeout as pause } from 'node:timers/promises';
import type { Program } from '@hookline/testkit';
import { afterEach, expect, it, vi } from 'vitest';
import { givenHouse, type House } from './house.given.js';
import { isTaken, sendOnce } from './sender.given.js';

vi.setConfig({ testTimeout: 90_000 });

let house: House;
afterEach(() => house.stop());

const leads = Array.from({ length: 75 }, (_, index) => `lead-${index}`);

/** One sender, each lead after the answer to the one before. */
async function sendAll(): Promise<void> {
  for (const lead of leads) {
    while (!isTaken(await sendOnce(house.hookUrl, lead, `key-${keyOf(lead)}`))) await pause(20);
  }
}

const keyOf = (lead: string): number => Number(lead.slice('lead-'.length)) % 3;

function leadOf(text: string): string {
  const { id }: { id: unknown } = JSON.parse(text);
  return String(id);
}

/** The leads as the vendor heard of each for the first time. */
function told(): string[] {
  const seen = new Set<string>();
  for (const { text } of house.vendor.requests) seen.add(leadOf(text));
  return [...seen];
}

it('brings a flow in order its effects in the order of arrival though workers are killed (OR-1)', async () => {
  house = await givenHouse({ order: { by: 'flow', whenStuck: 'wait' } });
  await house.startApi();
  const workers: Program[] = [
    await house.startWorker({ LEASE_SECS: '1' }),
    await house.startWorker({ LEASE_SECS: '1' }),
  ];
  const sending = sendAll();
  for (let kill = 0; kill < 3; kill += 1) {
    await house.vendor.until((requests) => requests.length >= (kill + 1) * 15, {
      what: 'some leads have had their effect',
      timeoutMs: 30_000,
    });
    workers.shift()?.signal('SIGKILL');
    workers.push(await house.startWorker({ LEASE_SECS: '1' }));
  }
  await sending;
  await house.settled(leads, 60_000);

  expect(told()).toEqual(leads);
  expect(house.vendor.effects.byField('id')).toEqual(new Map(leads.map((lead) => [lead, 1])));
});

it('keeps the order of each key, while a key that waits holds up no other (OR-1)', async () => {
  house = await givenHouse({ order: { by: 'key', key: '{{trigger.Name}}', whenStuck: 'wait' } });
  await house.startApi();
  await house.startWorker();
  house.vendor.behave({ mode: 'slow', delayMs: 2_000, times: 1 });
  await sendAll();
  await house.settled(leads, 60_000);

  const orders = [0, 1, 2].map((key) => told().filter((lead) => keyOf(lead) === key));
  expect(orders).toEqual([0, 1, 2].map((key) => leads.filter((lead) => keyOf(lead) === key)));
  // The first call is slow: the next of its key came after those of other keys.
  expect(told().indexOf('lead-3')).toBeGreaterThan(told().indexOf('lead-5'));
});

import type { Step } from '@hookline/contract';
import { freePort } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenHouse, tellVendor, type House } from '../../faults/house.given.js';

let house: House;
let otherUrl: string;

const steps: Step[] = [
  { id: 'real', type: 'filter', when: { left: '{{trigger.name}}', op: 'is_not_empty' } },
  {
    id: 'say',
    type: 'respond',
    reply: { kind: 'json', status: 201, body: { hello: '{{trigger.name}}', n: '{{trigger.n}}' } },
  },
];

beforeAll(async () => {
  house = await givenHouse({ steps: (vendor) => [...steps, tellVendor(vendor)] });
  const port = await freePort();
  await Promise.all([
    house.startApi(),
    house.startApi({ PORT: String(port) }),
    house.startWorker(),
    house.startWorker(),
  ]);
  const url = new URL(house.hookUrl);
  url.port = String(port);
  otherUrl = url.href;
}, 60_000);
afterAll(() => house.stop());

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('reaches each sender at the process that it asked, while the flow goes on', async () => {
  const leads = Array.from({ length: 20 }, (_, n) => ({ id: `lead-${n}`, name: `Anna ${n}`, n }));
  const answers = await Promise.all(
    leads.map((lead) => post(lead.n % 2 === 0 ? house.hookUrl : otherUrl, lead)),
  );

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(
    leads.map(({ name, n }) => ({ hello: name, n })),
  );
  await house.settled(leads.map(({ id }) => id));
  expect(house.vendor.effects.byField('id').size).toBe(20);
});

it('does not keep a sender whose run ends without an answer', async () => {
  const beganMs = performance.now();
  const answer = await post(house.hookUrl, { id: 'nobody', name: '' });

  expect(answer.status).toBe(202);
  expect(performance.now() - beganMs).toBeLessThan(8_000);
});

import { randomUUID } from 'node:crypto';
import { createLogger } from '@hookline/platform';
import { acceptEvents } from '@hookline/store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkerHouse, type LiveFlow, type WorkerHouse } from '../run/worker-house.given.js';
import { createFieldKeeper } from './field-keeper.js';

let house: WorkerHouse;
beforeAll(async () => {
  house = await openWorkerHouse();
});
afterAll(() => house.close());

/** It came some minutes ago: what is younger is left to settle. */
async function anOldEvent({ scope, flowId }: LiveFlow, payload: object): Promise<void> {
  const time = (Date.now() - 300_000).toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
  const request = { method: 'POST', path: '', query: '', headers: [], bodyKind: 'json' as const };
  const body = Buffer.from(JSON.stringify(payload));
  const none = { payload: null, summary: '', dedupeKey: null, orderKey: null, reason: null };
  const event = { scope, flowId, id, runId: randomUUID(), kind: 'event' as const };
  await acceptEvents(house.pool, [{ ...event, ...request, ...none, body }]);
}

it('reads what arrived at every flow, and the next time only what is new', async () => {
  const log = createLogger({ level: 'error', name: 'test', write: () => undefined });
  const keepFields = createFieldKeeper(house.pool, log);
  const flows = [await house.aLiveFlow([]), await house.aLiveFlow([]), await house.aLiveFlow([])];
  for (const flow of flows) await anOldEvent(flow, { a: 1 });
  const counted = () =>
    house.one('SELECT coalesce(sum(count), 0)::int AS n FROM flow_fields WHERE path = $1', [
      '["a"]',
    ]);

  await keepFields();
  expect(await counted()).toBe(3);
  await keepFields();
  expect(await counted()).toBe(3);
  const [first] = flows;
  if (first) await anOldEvent(first, { a: 2 });
  await keepFields();
  expect(await counted()).toBe(4);
});

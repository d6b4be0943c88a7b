import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { waitFor } from '../wait-for.js';
import { roundRobin } from './round-robin.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

it('says how long it keeps its own connection, never how long the end behind keeps another', async () => {
  const balancer = await roundRobin({ ends: 1, everyMs: 10 });
  const end = createServer((_request, response) => response.end('{}'));
  end.keepAliveTimeout = 130_000;
  stops.push(balancer.stop, () => end.close());
  end.listen(balancer.ports[0], '127.0.0.1');
  await once(end, 'listening');
  await waitFor(() => balancer.readyPorts().length === 1, { what: 'the end is ready' });

  const behind = await fetch(`http://127.0.0.1:${balancer.ports[0]}`);
  const before = await fetch(balancer.url);

  expect(behind.headers.get('keep-alive')).toBe('timeout=130');
  expect(before.headers.get('keep-alive')).toBe('timeout=75');
});

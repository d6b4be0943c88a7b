import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { waitFor } from '../wait-for.js';
import { roundRobin } from './round-robin.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

it('hands a line that is upgraded to the next end that is ready, and ends it with that end', async () => {
  const balancer = await roundRobin({ ends: 2, everyMs: 10 });
  const ends = await Promise.all(
    balancer.ports.map(async (port) => {
      const lines: Duplex[] = [];
      const end = createServer((_request, response) => response.end());
      end.on('upgrade', (request, line, head) => {
        lines.push(line);
        line.on('error', () => undefined);
        const word = `${request.headers['x-word']} of ${request.url} at ${port}`;
        line.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\n\r\n${word}${head}`);
        line.pipe(line);
      });
      end.listen(port, '127.0.0.1');
      await once(end, 'listening');
      stops.push(() => end.close());
      return { hangUp: () => lines.forEach((line) => line.destroy()) };
    }),
  );
  stops.push(balancer.stop);
  await waitFor(() => balancer.readyPorts().length === 2, { what: 'both ends are ready' });
  const open = () => {
    const line = connect(Number(new URL(balancer.url).port), '127.0.0.1');
    let heard = '';
    line.on('data', (chunk) => (heard += String(chunk)));
    line.write('GET /live HTTP/1.1\r\nhost: x\r\nx-word: hello\r\n');
    line.write('connection: upgrade\r\nupgrade: echo\r\n\r\n');
    return { line, heard: () => heard };
  };

  const lines = [open(), open()];
  const hears = (what: string) =>
    waitFor(() => lines.every(({ heard }) => heard().includes(what)), { what });
  await hears('hello of /live');
  lines.forEach(({ line }) => line.write('ping'));
  await hears('ping');

  const places = lines.map(({ heard }) => /at (\d+)/.exec(heard())?.[1]);
  expect(places.map(Number).sort()).toEqual([...balancer.ports].sort());
  ends.forEach(({ hangUp }) => hangUp());
  await waitFor(() => lines.every(({ line }) => line.destroyed), { what: 'the lines have ended' });
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

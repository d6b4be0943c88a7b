import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Below are the ports of well-known servers. */
const lowest = 10_000;
const highest = 65_535;
/** What Linux hands out where it was told nothing else; other systems begin higher. */
const usualRange = { from: 32_768, to: 60_999 };

/**
 * A TCP port of 127.0.0.1 that was free a moment ago, and that no server gets which asks for any port: those of
 * other tests do so all the time, also while the one that this is for is restarted.
 */
export async function freePort(): Promise<number> {
  const { from, to } = outside(handedOut());
  for (;;) {
    const port = randomInt(from, to + 1);
    if (await isFree(port)) return port;
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The larger part of the ports that are not in a range; all of them where it leaves hardly any. */
export function outside({ from, to }: Range): Range {
  const below = { from: lowest, to: from - 1 };
  const above = { from: to + 1, to: highest };
  const size = (range: Range) => range.to - range.from;
  const larger = size(below) >= size(above) ? below : above;
  return size(larger) >= 1_000 ? larger : { from: lowest, to: highest };
}

/** The ports that the system gives to whoever asks for any. */
function handedOut(): Range {
  try {
    const [from, to] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')
      .trim()
      .split(/\s+/)
      .map(Number);
    return from && to ? { from, to } : usualRange;
  } catch {
    return usualRange;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}

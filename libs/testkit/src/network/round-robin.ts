import { once } from 'node:events';
import {
  Agent,
  createServer,
  get,
  request as ask,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { freePort } from './free-port.js';

export type RoundRobin = Awaited<ReturnType<typeof roundRobin>>;

/** How long a sender may leave its connection idle, as nginx has it. */
const keptSeconds = 75;

type Backend = { readonly port: number; isReady: boolean };

/**
 * A load balancer as simple as they come: it sends each request to the next end that says it is ready, over
 * connections that it keeps, and never tries twice. What it cannot pass on it answers 502, and 503 when nobody is ready.
 * A WebSocket goes to the next end like any request, and stays there.
 */
export async function roundRobin({ ends, everyMs = 100 }: { ends: number; everyMs?: number }) {
  const ports = await Promise.all(Array.from({ length: ends }, () => freePort()));
  const backends: Backend[] = ports.map((port) => ({ port, isReady: false }));
  const agent = new Agent({ keepAlive: true });
  let turn = 0;

  const next = (): Backend | undefined => {
    for (let tries = 0; tries < backends.length; tries += 1) {
      turn = (turn + 1) % backends.length;
      if (backends[turn]?.isReady) return backends[turn];
    }
    return undefined;
  };
  const listener = createServer((request, response) => {
    const backend = next();
    if (backend) passOn(request, response, { agent, port: backend.port });
    else response.writeHead(503).end();
  });
  const lines = new Set<Duplex>();
  listener.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const backend = next();
    lines.add(socket);
    socket.on('close', () => lines.delete(socket));
    if (backend) join(socket, request, { head, port: backend.port });
    else socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
  });
  const look = async (backend: Backend): Promise<void> => {
    backend.isReady = await isReady(backend.port);
  };
  const timer = setInterval(() => void Promise.all(backends.map(look)), everyMs);
  listener.keepAliveTimeout = keptSeconds * 1_000;
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    /** Where the ends should listen. */
    ports,
    readyPorts: () => backends.filter((backend) => backend.isReady).map((backend) => backend.port),
    stop: async () => {
      clearInterval(timer);
      agent.destroy();
      listener.close();
      listener.closeAllConnections();
      for (const line of lines) line.destroy();
      await once(listener, 'close');
    },
  };
}

function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  way: { agent: Agent; port: number },
): void {
  const { method, url: path, headers } = request;
  const onward = ask({ host: '127.0.0.1', ...way, method, path, headers }, (answer) => {
    const kept = { ...answer.headers };
    // What is said of the connection behind is not meant for the one before.
    delete kept.connection;
    delete kept['keep-alive'];
    response.writeHead(answer.statusCode ?? 502, kept);
    answer.pipe(response);
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  request.pipe(onward);
}

/** From here on the two talk to each other, and what ends the one ends the other. */
function join(
  socket: Duplex,
  { method, url, rawHeaders }: IncomingMessage,
  { head, port }: { head: Buffer; port: number },
): void {
  const onward = connect(port, '127.0.0.1');
  const pairs = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : [],
  );
  onward.write(`${[`${method} ${url} HTTP/1.1`, ...pairs].join('\r\n')}\r\n\r\n`);
  onward.write(head);
  socket.pipe(onward).pipe(socket);
  for (const [one, other] of [
    [socket, onward],
    [onward, socket],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const target = { host: '127.0.0.1', port, path: '/health/ready', agent: false, timeout: 1_000 };
    const asking = get(target, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(false));
  });
}

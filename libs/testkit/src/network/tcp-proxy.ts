import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type ProxyFault =
  | { mode: 'pass' }
  | { mode: 'delay'; delayMs: number }
  /** Cuts both sides once this many bytes have passed, of the answer unless `of` says otherwise. */
  | { mode: 'cut'; afterBytes: number; of?: 'answer' | 'request' }
  /** Takes everything and passes nothing on, in either direction. */
  | { mode: 'black-hole' };

export type TcpProxy = Awaited<ReturnType<typeof tcpProxy>>;

/** A line to a server that a test can slow down, swallow, half-close and cut. */
export async function tcpProxy(target: { host: string; port: number }) {
  let fault: ProxyFault = { mode: 'pass' };
  const pairs = new Set<{ client: Socket; server: Socket }>();

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    const server = connect({ ...target, allowHalfOpen: true });
    const pair = { client, server };
    pairs.add(pair);
    const passedBytes = { answer: 0, request: 0 };
    const pass = (to: Socket, chunk: Buffer) => {
      if (fault.mode === 'black-hole') return;
      passedBytes[to === client ? 'answer' : 'request'] += chunk.length;
      if (fault.mode === 'cut' && passedBytes[fault.of ?? 'answer'] >= fault.afterBytes)
        return reset(pair);
      if (fault.mode === 'delay') setTimeout(() => to.writable && to.write(chunk), fault.delayMs);
      else if (to.writable) to.write(chunk);
    };
    client.on('data', (chunk) => pass(server, chunk)).on('end', () => server.end());
    server.on('data', (chunk) => pass(client, chunk)).on('end', () => client.end());
    for (const socket of [client, server]) {
      socket.on('error', () => reset(pair));
      socket.on('close', () => pairs.delete(pair));
    }
  });
  const reset = ({ client, server }: { client: Socket; server: Socket }) => {
    client.resetAndDestroy();
    server.resetAndDestroy();
  };
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;

  return {
    host: '127.0.0.1',
    port,
    behave: (next: ProxyFault) => {
      fault = next;
    },
    connections: () => pairs.size,
    /** Cuts every open line with a reset. */
    resetAll: () => pairs.forEach(reset),
    /** Ends the client's direction only: the server sees an end, its answers still pass. */
    halfCloseAll: () => pairs.forEach(({ server }) => server.end()),
    stop: async () => {
      pairs.forEach(reset);
      listener.close();
      await once(listener, 'close');
    },
  };
}

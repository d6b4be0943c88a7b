import { createServer } from 'node:net';

export type Listening = { port: number } | { port: undefined; reason: string };

/** Whether a server could listen there right now. Port 0 asks the system for any free one. */
export async function tryListen(host: string, port: number): Promise<Listening> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      const reason = 'code' in error ? String(error.code) : error.message;
      resolve({ port: undefined, reason });
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve({ port: found }));
    });
  });
}

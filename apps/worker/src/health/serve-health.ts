import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** `/health/live`, `/health/ready` and `/metrics`, for whoever runs the process; nothing else. */
export async function serveHealth(options: {
  port: number;
  host: string;
  isReady: () => Promise<boolean>;
  metrics: Registry;
}): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string): void => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
    };
    if (request.method !== 'GET') return answer(405, 'use GET\n');
    switch (request.url) {
      case '/health/live':
        return answer(200, 'live\n');
      case '/health/ready':
        void options.isReady().then(
          (isReady) => answer(isReady ? 200 : 503, isReady ? 'ready\n' : 'not ready\n'),
          () => answer(503, 'not ready\n'),
        );
        return undefined;
      case '/metrics':
        void options.metrics.metrics().then(
          (text) => answer(200, text),
          () => answer(500, 'no metrics\n'),
        );
        return undefined;
      default:
        return answer(404, 'not here\n');
    }
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: portOf(server.address()),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runOn } from './run-on.js';
import { startServer } from './start-server.js';

it('keeps all data below its own folder, also as root, and takes them away with it', async () => {
  const server = await startServer();
  const [row] = await runOn(server.url, 'SHOW data_directory');
  const clusterDir = String(row?.['data_directory']);

  expect(clusterDir.startsWith(`${server.folder}/`)).toBe(true);
  await server.stop();
  expect(existsSync(clusterDir)).toBe(false);
});

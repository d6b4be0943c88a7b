import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot } from '../lib/root.mjs';
import { run } from '../lib/run.mjs';

const cli = inRoot('apps/cli/dist/bundle/main.js');
export const owner = { email: 'anna@tea-shop.example', password: 'three old boats 7' };

/** The product on a data folder of its own; its address is the one that a reader sees, if that is free. */
export async function startProduct() {
  const dataDir = mkdtempSync(join(tmpdir(), 'hookline-pictures-'));
  const port = (await isFree(3000)) ? 3000 : await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: '',
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    REDIS_URL: '',
    OUTBOUND_ALLOW: '127.0.0.1/32',
    RETRY_SCHEDULE: '0,0.2',
  };
  const child = spawn(process.execPath, [cli, 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Hookline is ready at')) resolve();
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, stop, api: await openApi(url, env) };
}

async function openApi(url, env) {
  const { email, password } = owner;
  const given = ['setup', '--email', email, '--password', password, '--name', 'Anna', '--json'];
  const { output } = await run(process.execPath, [cli, ...given], { env });
  const { apiKey } = JSON.parse(output.trim().split('\n').at(-1));
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    if (body === undefined) delete headers['content-type'];
    const response = await fetch(`${url}/api/v1${path}`, { method, headers, ...init });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

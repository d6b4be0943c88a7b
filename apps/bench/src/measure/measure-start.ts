import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { request } from 'undici';
import { freePort } from '../process/free-port.js';
import { productProgram, settingsFile, startScript } from '../process/own-program.js';
import { bareEnv } from '../product/product-env.js';
import { spreadOf, type Spread } from './spread.js';

export type StartPlan = {
  readonly folder: string;
  readonly times: number;
  /** As `npm start` does, which looks first whether all is built; or the program that it starts. */
  readonly by: 'script' | 'supervisor';
};

const readyWithinMs = 120_000;
const stopWithinMs = 60_000;
const lookEveryMs = 20;

/** From the start of the whole product on a data folder that exists until it says that it is ready, in seconds. */
export async function measureStart({ folder, times, by }: StartPlan): Promise<Spread> {
  // The product makes it, open to the user of the database: beside a closed one the cluster would stand elsewhere, and stay.
  const dataDir = join(folder, 'start');
  // The first makes the cluster and its tables.
  const firstSecs = await startOnce(dataDir, by);
  const tookSecs: number[] = [];
  for (let time = 0; time < times; time += 1) tookSecs.push(await startOnce(dataDir, by));
  return spreadOf(times === 0 ? [firstSecs] : tookSecs);
}

async function startOnce(dataDir: string, by: StartPlan['by']): Promise<number> {
  const port = await freePort();
  const program = by === 'script' ? [startScript] : [productProgram('cli'), 'start'];
  const began = performance.now();
  const child = spawn(process.execPath, program, {
    env: { ...startEnv(), DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' },
    stdio: 'ignore',
  });
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      hasEnded = true;
      resolve();
    });
  });
  try {
    while (!(await isReady(port))) {
      if (hasEnded) throw new Error('the product ended while it started');
      if (performance.now() - began > readyWithinMs) throw new Error('the product did not start');
      await wait(lookEveryMs);
    }
    return (performance.now() - began) / 1_000;
  } finally {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(timer);
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`http://127.0.0.1:${port}/health/ready`);
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}

/** Of the settings beside the code none is taken: they may name a database that is in use. Empty ones count as absent. */
function startEnv(): NodeJS.ProcessEnv {
  const given = existsSync(settingsFile) ? parseEnv(readFileSync(settingsFile, 'utf8')) : {};
  const none = Object.fromEntries(Object.keys(given).map((name) => [name, '']));
  return { ...none, ...bareEnv(), REDIS_URL: '' };
}

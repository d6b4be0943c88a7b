import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './root.mjs';

const file = inRoot('.nx', 'hookline-turn');

/** Two commands in one clone must not install or build at the same time: the second waits for its turn. */
export async function takeTurn(work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let tries = 1; !tryTake(); tries += 1) {
    if (tries === 15) {
      console.error(
        `Waiting for process ${read()}; delete ${file} if that is no command of this clone.`,
      );
    }
    await wait(200);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryTake() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAlive(Number(read()))) rmSync(file, { force: true });
  return false;
}

function read() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

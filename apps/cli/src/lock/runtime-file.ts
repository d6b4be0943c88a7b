import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord } from '../files/read-record.js';
import { writePrivate } from '../files/write-private.js';
import { inspectProcess } from '../process/inspect-process.js';

/** What other commands need to know of the instance that runs on a data folder. It holds a password: 0600. */
export interface Runtime {
  pid: number;
  startedAt: string;
  url: string;
  databaseUrl: string;
}

const fileName = 'runtime.json';

export async function writeRuntime(
  dataDir: string,
  runtime: Pick<Runtime, 'url' | 'databaseUrl'>,
): Promise<void> {
  const startedAt = (await inspectProcess(process.pid))?.startedAt ?? '';
  const text = JSON.stringify({ pid: process.pid, startedAt, ...runtime }, null, 2);
  await writePrivate(join(dataDir, fileName), `${text}\n`);
}

/** Undefined unless the process that wrote it is still that process. */
export async function readRuntime(dataDir: string): Promise<Runtime | undefined> {
  const record = await readRecord(join(dataDir, fileName));
  const pid = record?.number('pid');
  const startedAt = record?.text('startedAt');
  const url = record?.text('url');
  const databaseUrl = record?.text('databaseUrl');
  if (
    pid === undefined ||
    startedAt === undefined ||
    url === undefined ||
    databaseUrl === undefined
  ) {
    return undefined;
  }
  const facts = await inspectProcess(pid);
  if (facts === undefined || facts.isZombie || facts.startedAt !== startedAt) return undefined;
  return { pid, startedAt, url, databaseUrl };
}

export async function removeRuntime(dataDir: string): Promise<void> {
  await rm(join(dataDir, fileName), { force: true });
}

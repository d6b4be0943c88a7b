import { link, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../command/failure.js';
import { readRecord } from '../files/read-record.js';
import { inspectProcess } from '../process/inspect-process.js';
import { readRuntime } from './runtime-file.js';

export interface Lock {
  release(): Promise<void>;
}

const attempts = 20;

/** One Hookline per data folder. A lock whose process is gone (or whose pid belongs to another by now) is taken over. */
export async function takeLock(dataDir: string): Promise<Lock> {
  const file = join(dataDir, 'hookline.lock');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(await describeSelf()), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      // A hard link fails where the file exists, and shows it whole or not at all.
      if (await tryLink(draft, file)) return { release: () => rm(file, { force: true }) };
      await rejectLiving(dataDir, file);
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new Failure(`Could not lock ${dataDir}.`, 'data_dir_busy');
}

async function describeSelf(): Promise<{ pid: number; startedAt: string }> {
  const facts = await inspectProcess(process.pid);
  return { pid: process.pid, startedAt: facts?.startedAt ?? '' };
}

async function tryLink(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function rejectLiving(dataDir: string, file: string): Promise<void> {
  const owner = await readRecord(file);
  const pid = owner?.number('pid');
  if (pid === undefined) return;
  const facts = await inspectProcess(pid);
  if (facts === undefined || facts.isZombie || facts.startedAt !== owner?.text('startedAt')) return;
  const runtime = await readRuntime(dataDir);
  const place = runtime === undefined ? '' : ` at ${runtime.url}`;
  throw new Failure(
    `Hookline already runs with the data folder ${dataDir}${place} (process ${pid}). Stop it, or set DATA_DIR to another folder.`,
    'data_dir_busy',
  );
}

import { link, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../command/failure.js';
import { readRecord, type StoredRecord } from '../files/read-record.js';
import { inspectProcess } from '../process/inspect-process.js';
import { readRuntime } from './runtime-file.js';

export interface Lock {
  release(): Promise<void>;
}

const dataDirBusy = 'data_dir_busy';

/** An instance that is just starting or stopping has this long to say where it is, or to go. */
const defaultPatienceMs = 15_000;
const pollMs = 100;

/** One Hookline per data folder. A lock whose process is gone (or whose pid belongs to another by now) is taken over. */
export async function takeLock(dataDir: string, patienceMs = defaultPatienceMs): Promise<Lock> {
  const file = join(dataDir, 'hookline.lock');
  const draft = `${file}.${process.pid}`;
  const startedAt = (await inspectProcess(process.pid))?.startedAt ?? '';
  await writeFile(draft, JSON.stringify({ pid: process.pid, startedAt }), { mode: 0o600 });
  const deadline = Date.now() + patienceMs;
  try {
    // A hard link fails where the file exists, and shows it whole or not at all.
    while (!(await tryLink(draft, file))) await makeWay(dataDir, file, deadline);
    return { release: () => rm(file, { force: true }) };
  } finally {
    await rm(draft, { force: true });
  }
}

async function makeWay(dataDir: string, file: string, deadline: number): Promise<void> {
  const owner = await readRecord(file);
  if (!(await isAlive(owner))) return putAside(file, owner);
  const runtime = await readRuntime(dataDir);
  if (runtime === undefined && Date.now() < deadline) return wait(pollMs);
  const place = runtime === undefined ? '' : ` at ${runtime.url}`;
  throw new Failure(
    `Hookline already runs with the data folder ${dataDir}${place} (process ${owner?.number('pid')}). Stop it, or set DATA_DIR to another folder.`,
    dataDirBusy,
  );
}

async function isAlive(owner: StoredRecord | undefined): Promise<boolean> {
  const pid = owner?.number('pid');
  const facts = pid === undefined ? undefined : await inspectProcess(pid);
  return facts !== undefined && !facts.isZombie && facts.startedAt === owner?.text('startedAt');
}

/** Two may find the same dead lock: the slower one must not throw away the new lock of the quicker one. */
async function putAside(file: string, judged: StoredRecord | undefined): Promise<void> {
  const aside = `${file}.${process.pid}.old`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const taken = await readRecord(aside);
  if (taken?.number('pid') !== judged?.number('pid')) await tryLink(aside, file);
  await rm(aside, { force: true });
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

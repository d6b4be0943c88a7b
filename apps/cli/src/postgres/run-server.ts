import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../command/failure.js';
import type { BoundedLog } from '../log/bounded-log.js';
import type { Folders } from './choose-folders.js';
import type { SystemUser } from './choose-user.js';
import { readPidFile } from './read-pid-file.js';
import { asUser } from './run-as-user.js';
import { serverSettings } from './server-settings.js';

export interface ServerProcess {
  pid: number;
  /** Resolves with the reason when the process is gone, wanted or not. */
  ended: Promise<string>;
}

interface ServerPlan {
  folders: Folders;
  user: SystemUser | undefined;
  port: number;
  log: BoundedLog;
  /** Told what takes long, for a person who waits. */
  onProgress: (line: string) => void;
}

/** The port, or the memory of a server that is just ending: worth another try. */
export const placeTaken = 'postgres_place_taken';

const pollMs = 10;
const progressEveryMs = 3_000;

/** Starts PostgreSQL and waits, as long as it lives, until it serves: after a crash it first replays its log. */
export async function runServer(plan: ServerPlan): Promise<ServerProcess> {
  const { folders, user, port, log } = plan;
  const child = spawn(
    join(folders.nativeDir, 'bin', 'postgres'),
    ['-D', folders.clusterDir, ...serverSettings(port)],
    // Its own group: Ctrl-C must reach it through us, after those who use it.
    { ...asUser(user), detached: true, windowsHide: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let lastWords = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log.write(chunk);
    lastWords = (lastWords + chunk.toString()).slice(-2_000);
  });
  let reason: string | undefined;
  const ended = new Promise<string>((resolve) => {
    const end = (text: string): void => resolve((reason = text));
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => end(signal === null ? `exit code ${code}` : signal));
  });
  await waitUntilReady(plan, child.pid ?? -1, () => reason);
  if (reason !== undefined) {
    const words = lastWords.trim().split('\n').slice(-3).join('\n');
    const code = /could not bind|pre-existing shared memory/.test(lastWords)
      ? placeTaken
      : 'postgres_start_failed';
    throw new Failure(`PostgreSQL did not start (${reason}).\n${words}`, code);
  }
  return { pid: child.pid ?? -1, ended };
}

async function waitUntilReady(
  { folders, onProgress }: ServerPlan,
  pid: number,
  getReason: () => string | undefined,
): Promise<void> {
  const began = Date.now();
  let nextLineMs = progressEveryMs;
  while (getReason() === undefined) {
    const pidFile = await readPidFile(folders.clusterDir);
    if (pidFile?.pid === pid && pidFile.status === 'ready') return;
    const elapsedMs = Date.now() - began;
    if (elapsedMs >= nextLineMs) {
      onProgress(`PostgreSQL replays its log after a crash (${Math.round(elapsedMs / 1000)} s)`);
      nextLineMs += progressEveryMs;
    }
    await wait(pollMs);
  }
}

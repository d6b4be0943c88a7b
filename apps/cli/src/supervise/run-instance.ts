import { join } from 'node:path';
import { type Lock, takeLock } from '../lock/take-lock.js';
import { removeRuntime, writeRuntime } from '../lock/runtime-file.js';
import { BoundedLog } from '../log/bounded-log.js';
import { ChildLog } from './child-log.js';
import type { ChildProgram } from './child-program.js';
import { ChildrenFile } from './children-file.js';
import { choosePort } from './choose-port.js';
import { KeptChild } from './keep-child.js';
import { KeptPostgres } from './keep-postgres.js';
import type { StopSignals } from './on-stop-signal.js';
import { runOnce } from './run-once.js';
import { waitHealthy } from './wait-healthy.js';

export interface Programs {
  migrate: ChildProgram;
  /** In the order in which they are stopped. */
  children: ChildProgram[];
}

export interface Place {
  port: number;
  databaseUrl: string;
  /** Where the embedded server keeps its data; undefined for a server of somebody else's. */
  clusterDir: string | undefined;
}

export interface InstancePlan {
  dataDir: string;
  host: string;
  port: number;
  isPortExplicit: boolean;
  /** Where people find it, if that is not simply host and port. */
  publicUrl: string | undefined;
  /** A server of somebody else's; undefined starts the embedded one. */
  databaseUrl: string | undefined;
  programs: (place: Place) => Programs;
  signals: StopSignals;
  tell: (line: string) => void;
}

interface Part {
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Runs everything on one data folder until a stop signal; the exit code tells whether the end was orderly. */
export async function runInstance(plan: InstancePlan): Promise<number> {
  const { signals, tell } = plan;
  const lock = await takeLock(plan.dataDir);
  const stopping = new AbortController();
  const parts: Part[] = [];
  const children = new ChildrenFile(plan.dataDir);
  void signals.first.then(() => stopping.abort());
  let isForced = false;
  const killed = signals.second.then(async () => {
    isForced = true;
    await Promise.all(parts.map((part) => part.kill()));
    return 1;
  });
  const lived = live({ plan, parts, children, stopping: stopping.signal }).then(async (code) => {
    if (stopping.signal.aborted) tell('Stopping');
    // From here on nobody is sent to what is going away.
    await removeRuntime(plan.dataDir);
    for (const part of parts) await part.stop();
    return code;
  });
  try {
    const code = await Promise.race([lived, killed]);
    return isForced ? await killed : code;
  } finally {
    await leave(plan.dataDir, children, lock);
  }
}

async function leave(dataDir: string, children: ChildrenFile, lock: Lock): Promise<void> {
  await children.forget();
  await removeRuntime(dataDir);
  await lock.release();
}

interface Life {
  plan: InstancePlan;
  /** Filled as they start, in the order in which they stop. */
  parts: Part[];
  children: ChildrenFile;
  stopping: AbortSignal;
}

async function live(life: Life): Promise<number> {
  try {
    await startAll(life);
    await untilAborted(life.stopping);
    return 0;
  } catch (error) {
    // What breaks because we are being stopped is no failure.
    if (life.stopping.aborted) return 0;
    for (const part of life.parts) await part.stop();
    throw error;
  }
}

async function startAll({ plan, parts, children, stopping }: Life): Promise<void> {
  const { dataDir, host, tell } = plan;
  await children.endLeftovers();
  const port = await choosePort({ host, port: plan.port, isExplicit: plan.isPortExplicit });
  const { databaseUrl, clusterDir } =
    plan.databaseUrl === undefined
      ? await startDatabase({ dataDir, tell, parts })
      : { databaseUrl: plan.databaseUrl, clusterDir: undefined };
  const programs = plan.programs({ port, databaseUrl, clusterDir });
  if (stopping.aborted) return;
  await runOnce(programs.migrate);
  if (stopping.aborted) return;
  const kept = programs.children.map((program) => keep({ program, dataDir, tell, children }));
  parts.unshift(...kept);
  const ready = await Promise.race([
    Promise.all(kept.map((child) => child.ready)),
    untilAborted(stopping),
  ]);
  const local = `http://${urlHost(host)}:${port}`;
  await waitHealthy({ url: `${local}/health/ready`, signal: stopping, onProgress: tell });
  if (stopping.aborted) return;
  const url = plan.publicUrl ?? local;
  await writeRuntime(dataDir, { url, databaseUrl });
  tell(`Hookline is ready at ${url}`);
  const token = ready?.find(({ setupToken }) => setupToken !== undefined)?.setupToken;
  if (token !== undefined) tell(`Create the first owner: ${url}/setup?token=${token}`);
}

async function startDatabase(wanted: {
  dataDir: string;
  tell: (line: string) => void;
  parts: Part[];
}): Promise<{ databaseUrl: string; clusterDir: string }> {
  const postgres = await KeptPostgres.start(wanted);
  wanted.parts.push({
    stop: () => postgres.stop('fast'),
    kill: () => postgres.stop('immediate'),
  });
  return { databaseUrl: postgres.url, clusterDir: postgres.clusterDir };
}

function keep(wanted: {
  program: ChildProgram;
  dataDir: string;
  tell: (line: string) => void;
  children: ChildrenFile;
}): KeptChild {
  const { program, dataDir, tell, children } = wanted;
  const { name } = program;
  const log = new ChildLog(name, new BoundedLog(join(dataDir, 'logs', `${name}.log`)), tell);
  return new KeptChild(program, { log, tell, onStart: (pid) => children.note(name, pid) });
}

/** An address to listen on everywhere is none to call. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

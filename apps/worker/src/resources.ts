import type { LiveMessage } from '@hookline/contract';
import type { WorkspaceSettings } from '@hookline/connector-kit';
import { openJobs, type Jobs } from '@hookline/jobs';
import {
  createDoor,
  createMailer,
  createTargets,
  openKeyFile,
  openTracer,
  type Config,
  type Door,
  type KeyRing,
  type Logger,
  type Mailer,
  type Targets,
} from '@hookline/platform';
import {
  createAnnouncer,
  openBell,
  createReplyNotes,
  openPool,
  readSessionFaults,
  readSettings,
  type Pool,
  type Pooling,
  type Scope,
} from '@hookline/store/work';
import { createConnectionOpener } from './connection/open-connection.js';
import type { OpenConnection } from './run/perform-step.js';
import { nameWorker } from './run/name-worker.js';
import { createRunTraces, type RunTraces } from './trace/run-traces.js';
import { rememberSettings } from './run/remember-settings.js';

/** What the parts of this process share: its connections to the database, the queue and the world. */
export type Resources = {
  readonly config: Config;
  readonly log: Logger;
  /** Names this process in the lease of a run. */
  readonly worker: string;
  readonly pool: Pool;
  readonly jobs: Jobs;
  readonly outside: {
    readonly door: Door;
    readonly mailer: Mailer;
    readonly targets: Targets;
  };
  readonly ring: KeyRing;
  readonly openConnection: OpenConnection;
  readonly settingsOf: (scope: Scope) => Promise<WorkspaceSettings>;
  readonly traces: RunTraces;
  readonly announce: (scope: Scope, message: LiveMessage) => void;
  /** Tells whoever keeps a sender waiting that its run has answered, or will not. */
  readonly noteReply: (runId: string) => void;
  readonly close: () => Promise<void>;
};

/** The injection token of `Resources`. */
export const RESOURCES = Symbol('resources');

const announceEveryMs = 200;
/** Runs that a worker works on at once. */
export const maxInFlight = 256;

export async function openResources(
  config: Config,
  databaseUrl: string,
  log: Logger,
): Promise<Resources> {
  const onError = (error: unknown): void => log.warn({ err: error }, 'a connection had trouble');
  const ring = await openKeyFile(config.secretKeyFile);
  const pooling = config.databasePooling;
  const pool = openPool({ databaseUrl, name: 'worker', max: 10, isKeyed: true, pooling, onError });
  await assertSessions(pool, pooling);
  const directUrl = config.databaseDirectUrl ?? databaseUrl;
  const jobs = await openJobs({
    databaseUrl: directUrl,
    redisUrl: config.redisUrl ?? null,
    bell: openBell(pool, directUrl),
    onError,
  });
  const door = createDoor({ allow: config.outboundAllow });
  const tracer = await openTracer(config, { role: 'worker', onError });
  const announcer = createAnnouncer(pool, { everyMs: announceEveryMs, onError });
  return {
    config,
    log,
    worker: nameWorker(),
    pool,
    jobs,
    ring,
    outside: {
      door,
      mailer: createMailer(door),
      targets: createTargets({ slowConcurrency: config.targetConcurrency, places: maxInFlight }),
    },
    openConnection: createConnectionOpener(pool, ring),
    settingsOf: rememberSettings((scope) => readSettings(scope, pool)),
    traces: createRunTraces(tracer),
    announce: announcer.announce,
    noteReply: createReplyNotes(pool, onError),
    close: async () => {
      await announcer.close();
      await tracer?.close();
      await jobs.close();
      await door.close();
      await pool.end();
    },
  };
}

/** A worker records effects: what it commits must be on the disk, whoever set its sessions up. */
async function assertSessions(pool: Pool, pooling: Pooling): Promise<void> {
  const faults = pooling === 'transaction' ? await readSessionFaults(pool) : [];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

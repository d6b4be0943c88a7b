import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../command/failure.js';
import { BoundedLog } from '../log/bounded-log.js';
import { tryListen } from '../process/try-listen.js';
import { type Access, readAccess, writeAccess } from './access-file.js';
import { chooseFolders, type Folders } from './choose-folders.js';
import { chooseUser, type SystemUser } from './choose-user.js';
import { clearLeftovers } from './clear-leftovers.js';
import { ensureDatabase } from './ensure-database.js';
import { findBinaries } from './find-binaries.js';
import { hasCluster, initCluster, superuser } from './init-cluster.js';
import { resetPassword } from './reset-password.js';
import { placeTaken, runServer, type ServerProcess } from './run-server.js';
import { type StopMode, stopServer } from './stop-server.js';

export interface Postgres {
  url: string;
  clusterDir: string;
  port: number;
  pid: number;
  ended: Promise<string>;
  stop(mode: StopMode): Promise<void>;
}

interface PostgresPlan {
  /** Exists, is absolute and is locked by us. */
  dataDir: string;
  onProgress: (line: string) => void;
  /** Those who use the server know this port: wait for it rather than take another. */
  samePort?: number;
}

/** Starts the PostgreSQL that lives in the data folder, whatever state it was left in. */
export async function startPostgres(plan: PostgresPlan): Promise<Postgres> {
  const { dataDir, onProgress } = plan;
  const binaries = await findBinaries();
  const known = await readAccess(dataDir);
  const user = await chooseUser(known.clusterDir ?? join(dataDir, 'postgres'));
  const knownClusterDir = known.clusterDir;
  const folders = await chooseFolders({ dataDir, binaries, user, knownClusterDir });
  const access = { ...known, clusterDir: folders.clusterDir };
  await prepareCluster({
    dataDir,
    folders,
    user,
    access,
    isNew: knownClusterDir === undefined,
    onProgress,
  });
  const log = new BoundedLog(join(dataDir, 'postgres.log'));
  const serving = serve({ plan, folders, user, log, wanted: known.port });
  const { server, port } = await serving.catch((error: unknown) => {
    log.close();
    throw error;
  });
  void server.ended.then(() => log.close());
  const stop = (mode: StopMode): Promise<void> => stopServer(server.pid, folders, mode);
  const url = `postgres://${superuser}:${access.password}@127.0.0.1:${port}/hookline`;
  try {
    if (port !== known.port) await writeAccess(dataDir, { ...access, port });
    await ensureDatabase(url);
  } catch (error) {
    await stop('fast');
    throw error;
  }
  const { clusterDir } = folders;
  return { url, clusterDir, port, pid: server.pid, ended: server.ended, stop };
}

interface Preparation {
  dataDir: string;
  folders: Folders;
  user: SystemUser | undefined;
  access: Access;
  isNew: boolean;
  onProgress: (line: string) => void;
}

async function prepareCluster(preparation: Preparation): Promise<void> {
  const { dataDir, folders, user, access, isNew, onProgress } = preparation;
  const isThere = await hasCluster(folders.clusterDir);
  // Before the cluster: one whose password was lost in a crash would be locked for ever.
  if (isNew) await writeAccess(dataDir, access);
  if (!isThere) {
    onProgress('Creating the database');
    await initCluster({ folders, user, password: access.password });
    return;
  }
  await clearLeftovers(folders.clusterDir);
  if (isNew) await resetPassword({ folders, user, password: access.password });
}

interface Serving {
  plan: PostgresPlan;
  folders: Folders;
  user: SystemUser | undefined;
  log: BoundedLog;
  wanted: number | undefined;
}

const attempts = 5;

/** Between the look for a free port and its use another program may take it; then another one is tried. */
async function serve({ plan, folders, user, log, wanted }: Serving): Promise<{
  server: ServerProcess;
  port: number;
}> {
  for (let attempt = 1; ; attempt += 1) {
    const port = plan.samePort ?? (await pickPort(attempt === 1 ? wanted : undefined));
    try {
      const { onProgress } = plan;
      return { server: await runServer({ folders, user, port, log, onProgress }), port };
    } catch (error) {
      const isTaken = error instanceof Failure && error.code === placeTaken;
      if (!isTaken || attempt === attempts) throw error;
      await wait(200 * attempt);
    }
  }
}

async function pickPort(wanted: number | undefined): Promise<number> {
  const kept = wanted === undefined ? undefined : await tryListen('127.0.0.1', wanted);
  if (kept?.port !== undefined) return kept.port;
  const { port } = await tryListen('127.0.0.1', 0);
  if (port === undefined) throw new Failure('There is no free port on 127.0.0.1.', 'no_free_port');
  return port;
}

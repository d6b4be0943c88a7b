import type { Config } from '@hookline/platform';
import { openDataDir } from '../files/open-data-dir.js';
import { readRuntime } from '../lock/runtime-file.js';
import { takeLock } from '../lock/take-lock.js';
import { startPostgres } from '../postgres/start-postgres.js';

export interface Database {
  url: string;
  /** Where the running instance is found; undefined where none runs on this data folder. */
  instanceUrl: string | undefined;
  dataDir: string;
}

/** Finds the database as any command does: the outside one, else that of the running instance, else one started for this command. */
export async function withDatabase<T>(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseDirectUrl'>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { dataDir: path } = config;
  const databaseUrl = config.databaseDirectUrl ?? config.databaseUrl;
  const running = await findRunning(path, databaseUrl);
  if (running !== undefined) return work(running);
  const dataDir = await openDataDir(path);
  const lock = await takeLock(dataDir).catch(async (error: unknown) => {
    // It became ready while we waited for it.
    const late = await findRunning(dataDir, databaseUrl);
    if (late === undefined) throw error;
    return late;
  });
  if ('url' in lock) return work(lock);
  try {
    const postgres = await startPostgres({ dataDir, onProgress: (line) => console.error(line) });
    try {
      return await work({ url: postgres.url, instanceUrl: undefined, dataDir });
    } finally {
      await postgres.stop('fast');
    }
  } finally {
    await lock.release();
  }
}

async function findRunning(
  dataDir: string,
  databaseUrl: string | undefined,
): Promise<Database | undefined> {
  const runtime = await readRuntime(dataDir);
  const url = databaseUrl ?? runtime?.databaseUrl;
  return url === undefined ? undefined : { url, instanceUrl: runtime?.url, dataDir };
}

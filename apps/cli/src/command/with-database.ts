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
  { dataDir: path, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const dataDir = await openDataDir(path);
  const runtime = await readRuntime(dataDir);
  const instanceUrl = runtime?.url;
  const known = databaseUrl ?? runtime?.databaseUrl;
  if (known !== undefined) return work({ url: known, instanceUrl, dataDir });
  const lock = await takeLock(dataDir);
  try {
    const postgres = await startPostgres({ dataDir, onProgress: (line) => console.error(line) });
    try {
      return await work({ url: postgres.url, instanceUrl, dataDir });
    } finally {
      await postgres.stop('fast');
    }
  } finally {
    await lock.release();
  }
}

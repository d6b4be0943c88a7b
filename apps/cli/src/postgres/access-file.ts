import { randomBytes } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { readRecord } from '../files/read-record.js';
import { writePrivate } from '../files/write-private.js';

/** How to reach the embedded server: kept in the data folder, readable by its owner only. */
export interface Access {
  password: string;
  /** Undefined until the cluster's place is chosen. */
  clusterDir: string | undefined;
  port: number | undefined;
}

const fileName = 'postgres.json';

export async function readAccess(dataDir: string): Promise<Access> {
  const record = await readRecord(join(dataDir, fileName));
  const clusterDir = record?.text('clusterDir');
  return {
    password: record?.text('password') ?? randomBytes(24).toString('base64url'),
    clusterDir: clusterDir === undefined ? undefined : resolve(dataDir, clusterDir),
    port: record?.number('port'),
  };
}

export async function writeAccess(dataDir: string, access: Access): Promise<void> {
  const { clusterDir } = access;
  // A data folder that is moved as a whole takes its cluster along.
  const isInside = clusterDir === join(dataDir, 'postgres');
  const place = isInside ? relative(dataDir, clusterDir) : clusterDir;
  const text = JSON.stringify({ ...access, clusterDir: place }, null, 2);
  await writePrivate(join(dataDir, fileName), `${text}\n`);
}

import pg from 'pg';

const unknownDatabase = '3D000';

/** Creates the database that the address names, where it does not exist yet. */
export async function ensureDatabase(url: string): Promise<void> {
  const code = await tryConnect(url);
  if (code === undefined) return;
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

async function tryConnect(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === unknownDatabase)
      return unknownDatabase;
    throw error;
  }
}

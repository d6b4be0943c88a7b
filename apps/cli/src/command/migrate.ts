import { parseArgs } from 'node:util';
import { readConfig } from '@hookline/platform';
import { migrate } from '@hookline/store';
import { withDatabase } from './with-database.js';

export const help = `hookline migrate

Brings the database to this version: that of DATABASE_URL, else that of the running instance, else the embedded one.
Safe to run twice and by several at once.`;

export async function run(argv: string[]): Promise<number> {
  parseArgs({ args: argv, options: {} });
  const ran = await withDatabase(readConfig(process.env), ({ url }) => migrate(url));
  console.log(ran.length === 0 ? 'The database is up to date.' : `Migrated: ${ran.join(', ')}`);
  return 0;
}

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { waitFor } from '../wait-for.js';

/** Where the global set-up leaves word of the server and the migrated template for the test files. */
export const serverVariable = 'HOOKLINE_TEST_SERVER_URL';
export const templateVariable = 'HOOKLINE_TEST_TEMPLATE';

const objectInUse = '55006';

export type TestDatabase = { url: string; drop: () => Promise<void> };

/** A database of its own for a test file: a copy of the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env[serverVariable];
  const template = process.env[templateVariable];
  if (serverUrl === undefined || template === undefined)
    throw new Error('No test server: run this test in the vitest project "db".');
  const name = `hookline_test_${randomBytes(6).toString('hex')}`;
  // A template can be copied only while nobody is connected to it; another copy counts as somebody.
  const isCopied = () =>
    run(serverUrl, `create database ${name} template ${template}`).catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === objectInUse) return false;
      failure = error;
      return true;
    });
  let failure: unknown;
  await waitFor(isCopied, {
    what: `the template ${template} is free to be copied`,
    timeoutMs: 30_000,
    everyMs: 50,
  });
  if (failure !== undefined) throw failure;
  return {
    url: withDatabase(serverUrl, name),
    drop: async () => {
      await run(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement on the server and closes the connection. */
export async function run(serverUrl: string, sql: string): Promise<true> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
    return true;
  } finally {
    await client.end();
  }
}

export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

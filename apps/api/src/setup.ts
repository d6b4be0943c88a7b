import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { DatabaseUnreachable, openPool, type Pool } from '@hookline/store';
import { KeyFileError, readConfig } from '@hookline/platform';
import { z } from 'zod';
import { createAnotherOwner, createFirstOwner, hasOwner } from './account/create-owner.js';
import { insertApiKey } from './account/key-book.js';
import { judgeError } from './http/judge-error.js';
import { ApiError, describeIssues } from './http/index.js';
import { StartRefused } from './start/assert-server.js';
import { tellOwnerLink } from './start/tell-owner-link.js';

const input = z.object({
  email: z.email().max(320),
  password: z.string(),
  name: z.string().trim().min(1).max(200).optional(),
  force: z.boolean().default(false),
});

/**
 * Makes an owner without a browser, or with the word `link` tells the link for one. Reads one JSON object from stdin,
 * where no list of processes shows the password; prints one line of JSON.
 */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { databaseUrl } = config;
  if (databaseUrl === undefined) throw new ApiError('try_later', 'DATABASE_URL is not set.');
  const given = process.argv[2] === 'link' ? null : await readStdin();
  const pool = openPool({ databaseUrl, name: 'setup', max: 2 });
  try {
    const made = await (given
      ? createOwnerWithKey(pool, given)
      : tellOwnerLink(pool, { ...config, databaseUrl }));
    process.stdout.write(`${JSON.stringify(made)}\n`);
  } finally {
    await pool.end();
  }
}

async function readStdin(): Promise<z.output<typeof input>> {
  const parsed = input.safeParse(parseJson(await text(process.stdin)));
  if (parsed.success) return parsed.data;
  const faults = describeIssues(parsed.error.issues);
  throw new ApiError('invalid_request', faults.map(toWords).join('; '), { details: faults });
}

const toWords = (fault: { pointer: string; message: string }): string =>
  `${fault.pointer.slice(1)}: ${fault.message}`;

function parseJson(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    throw new ApiError('invalid_request', 'One JSON object is expected on stdin.');
  }
}

async function createOwnerWithKey(
  pool: Pool,
  given: z.output<typeof input>,
): Promise<{ workspaceId: string; apiKey: string }> {
  const name = given.name ?? given.email.split('@')[0] ?? 'Owner';
  const owner = { ...given, name, locale: 'en', timeZone: 'UTC' };
  const isSecond = given.force && (await hasOwner(pool));
  const { scope, userId } = await (isSecond ? createAnotherOwner : createFirstOwner)(pool, owner);
  const { apiKey } = await insertApiKey(scope, pool, { name: 'setup', userId });
  return { workspaceId: scope.workspaceId, apiKey };
}

const isForPeople = (error: unknown): error is Error =>
  [DatabaseUnreachable, KeyFileError, StartRefused].some((kind) => error instanceof kind);

main().catch((error: unknown) => {
  const judged = isForPeople(error) ? new ApiError('try_later', error.message) : judgeError(error);
  const { code, message } = judged;
  process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  // The line is for programs; why it came to that is for whoever looks.
  if (code === 'internal' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});

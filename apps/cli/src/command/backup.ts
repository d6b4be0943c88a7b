import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { readConfig } from '@hookline/platform';
import { type ArchiveHead, writeArchive } from '@hookline/store';
import { Failure } from './failure.js';
import { withDatabase } from './with-database.js';

export const help = `hookline backup FILE
hookline backup -

Writes all of Hookline into one file (- is standard output), beside a running instance or alone: a single snapshot, so
that every event acknowledged before it began is in it. Nothing has to stop, and nothing waits for it.
The key file is not in it: keep a copy of that elsewhere. Without it credentials cannot be read after a restore.
The file holds what people sent you: keep it as closed as the database.`;

export async function run(argv: string[]): Promise<number> {
  const { positionals } = parseArgs({ args: argv, options: {}, allowPositionals: true });
  const [target, ...more] = positionals;
  if (target === undefined || more.length > 0)
    throw new Failure(`Name one file.\n\n${help}`, 'bad_arguments');
  const config = readConfig(process.env);
  await withDatabase(config, async ({ url }) => {
    const write = (output: Writable) => pack(url, output, config.secretKeyFile);
    if (target === '-') await write(process.stdout);
    else await toFile(resolve(target), write);
  });
  return 0;
}

async function pack(url: string, output: Writable, keyFile: string): Promise<void> {
  let takenAt = '';
  const onBegun = (head: ArchiveHead): void => {
    takenAt = head.takenAt;
    const { keyFingerprint } = head;
    console.error(
      keyFingerprint === null
        ? 'No key has been used yet: the backup needs none.'
        : `Sealed by the key ${keyFingerprint}: keep a copy of ${keyFile} apart from this backup.`,
    );
  };
  const archive = Readable.from(writeArchive(url, onBegun), { objectMode: false });
  await pipeline(archive, createGzip({ level: 4 }), output);
  console.error(`The backup of ${takenAt} is complete.`);
}

/** Under another name until it is complete and on the disk: a file of that name is a whole backup. */
async function toFile(file: string, write: (output: Writable) => Promise<void>): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`${file} cannot be written: ${reason}`, 'backup_failed', { cause: error });
  });
  try {
    // Closed by the stream, and on the disk before that.
    await write(handle.createWriteStream({ flush: true }));
    await rename(draft, file);
    const folder = await open(dirname(file), 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

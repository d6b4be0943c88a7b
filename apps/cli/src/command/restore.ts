import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '@hookline/platform';
import {
  type ArchiveHead,
  confirmRestore,
  openPool,
  readArchive,
  readRestoredMode,
  restoreArchive,
  verifyArchive,
} from '@hookline/store';
import { unpack } from '../backup/unpack.js';
import { findKeyFault } from '../files/find-key-fault.js';
import { Failure } from './failure.js';
import { withDatabase } from './with-database.js';

export const help = `hookline restore FILE [--check]
hookline restore --confirm (--run-open | --ask-open)

Puts a backup (- is standard input) into an empty database: that of DATABASE_URL, else the embedded one of a new
DATA_DIR. All or nothing. SECRET_KEY_FILE must be the key file that belongs to the backup. --check only reads it
through, without a database.

Then nothing runs: events are taken and wait, steps that were under way ask what became of them, and workers
stand still until --confirm. The backup is of the past: what was open in it may have been done since.
  --run-open  open runs go on: right when the old installation ended at the time of the backup
  --ask-open  open runs are put before a person, who replays or cancels them: right in every other case`;

export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      confirm: { type: 'boolean', default: false },
      'run-open': { type: 'boolean', default: false },
      'ask-open': { type: 'boolean', default: false },
    },
  });
  const [file, ...more] = positionals;
  const config = readConfig(process.env);
  if (values.confirm && file === undefined) {
    if (values['run-open'] === values['ask-open'])
      throw new Failure(`Say --run-open or --ask-open.\n\n${help}`, 'bad_arguments');
    await confirm(config, values['run-open'] ? 'run' : 'ask');
    return 0;
  }
  if (file === undefined || more.length > 0 || values.confirm)
    throw new Failure(`Name one backup, or say --confirm.\n\n${help}`, 'bad_arguments');
  await (values.check ? check(file) : restore(file, config));
  return 0;
}

const read = (file: string): AsyncIterable<Buffer> =>
  unpack(file === '-' ? process.stdin : createReadStream(file));

async function check(file: string): Promise<void> {
  const head = await verifyArchive(read(file));
  console.log(
    `The backup of ${head.takenAt} is complete. It needs the key ${head.keyFingerprint ?? '-'}.`,
  );
}

async function restore(file: string, config: Config): Promise<void> {
  const archive = await readArchive(read(file));
  await assertKeyOf(archive.head, config.secretKeyFile);
  const { asked, open } = await withDatabase(config, ({ url, instanceUrl }) => {
    if (instanceUrl !== undefined && config.databaseUrl === undefined)
      throw new Failure('Hookline is running on this data folder. Stop it first.', 'running');
    return restoreArchive(url, archive);
  });
  console.log(
    `Restored: Hookline as it was at ${archive.head.takenAt}.\n` +
      `${open} runs are open; ${asked} more were in the middle of a step and ask what became of it.\n` +
      'Nothing runs until you say so: hookline restore --confirm --help',
  );
}

/** Before anything is written: a database whose credentials nobody can read is found too late at the next start. */
async function assertKeyOf({ keyFingerprint }: ArchiveHead, keyFile: string): Promise<void> {
  if (keyFingerprint === null) return;
  const fault = await findKeyFault(keyFile, keyFingerprint);
  if (fault === null) return;
  if (fault === 'missing')
    throw new Failure(
      `The key file ${keyFile} is missing. The credentials in this backup were sealed by the key ${keyFingerprint}: ` +
        'put your copy of it there, or name it in SECRET_KEY_FILE.',
      'key_missing',
    );
  throw new Failure(
    `The key file ${keyFile} is not the one of this backup. Its credentials were sealed by the key ` +
      `${keyFingerprint}: put your copy of that one there, or name it in SECRET_KEY_FILE.`,
    'key_wrong',
  );
}

async function confirm(config: Config, openRuns: 'run' | 'ask'): Promise<void> {
  await withDatabase(config, async ({ url: databaseUrl }) => {
    const pool = openPool({ databaseUrl, name: 'confirm', max: 1, statementTimeoutMs: 600_000 });
    try {
      const mode = await readRestoredMode(pool);
      const done = await confirmRestore(pool, openRuns);
      if (mode === null || done === null) {
        console.log('There is nothing to confirm: this database runs as usual.');
        return;
      }
      const rest = openRuns === 'run' ? mode.openFromBackup + mode.openSince : mode.openSince;
      console.log(
        `Confirmed: Hookline works again. ${rest} runs go on; ${done.asked} wait for a person's decision.`,
      );
    } finally {
      await pool.end();
    }
  });
}

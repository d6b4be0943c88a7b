import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '@hookline/platform';
import { migrate } from '@hookline/store';
import { parseRecord, type StoredRecord } from '../files/read-record.js';
import { runOnce } from '../supervise/run-once.js';
import { Failure } from './failure.js';
import { type Database, withDatabase } from './with-database.js';

export const help = `hookline setup --email E (--password P | --password-stdin) [--name N] [--force] [--json]
hookline setup --link

Creates the first owner, the workspace and an API key. The key is shown once: keep it.
Where there is an owner already, nothing is created without --force, which adds another owner.
With --json prints one line {"workspaceId","apiKey"}. With --link prints the link at which the first owner is
created in a browser: the one that start prints, as long as there is no owner.`;

interface Owner {
  email: string;
  password: string;
  name: string | undefined;
  force: boolean;
}

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      email: { type: 'string' },
      password: { type: 'string' },
      'password-stdin': { type: 'boolean', default: false },
      name: { type: 'string' },
      force: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      link: { type: 'boolean', default: false },
    },
  });
  if (values.link) return tellLink();
  const { email, name, force } = values;
  const password = values['password-stdin']
    ? (await text(process.stdin)).trimEnd()
    : values.password;
  if (!email || !password) {
    throw new Failure(`--email and a password are needed.\n\n${help}`, 'bad_arguments');
  }
  const config = readConfig(process.env);
  const made = await withDatabase(config, async (database) => {
    // A running instance has migrated already.
    if (database.instanceUrl === undefined) {
      if (config.databaseUrl === undefined) console.error(besides(database.dataDir));
      await migrate(database.url);
    }
    return createOwner({ email, password, name, force }, config, database);
  });
  const { workspaceId, apiKey } = made;
  console.log(
    values.json
      ? JSON.stringify({ workspaceId, apiKey })
      : `Created ${email}.\nWorkspace: ${workspaceId}\nAPI key (shown once): ${apiKey}`,
  );
  return 0;
}

async function tellLink(): Promise<number> {
  const config = readConfig(process.env);
  const printed = await withDatabase(config, (database) =>
    askApi({ args: ['link'], input: '' }, config, database),
  );
  const link = printed?.text('link');
  if (link === undefined) throw noSense();
  console.log(link);
  return 0;
}

/** Somebody whose instance has other settings than this command would wonder what the key is for. */
const besides = (dataDir: string): string =>
  `Nothing is running on ${dataDir}: the owner will be of the installation that starts there. For one that is running ` +
  'elsewhere, give this command the same DATA_DIR or DATABASE_URL.';

async function createOwner(
  owner: Owner,
  config: Config,
  database: Database,
): Promise<{ workspaceId: string; apiKey: string }> {
  const input = JSON.stringify(owner);
  const reply = await askApi({ args: [], input }, config, database);
  const workspaceId = reply?.text('workspaceId');
  const apiKey = reply?.text('apiKey');
  if (workspaceId === undefined || apiKey === undefined) throw noSense();
  return { workspaceId, apiKey };
}

const noSense = (): Failure =>
  new Failure('The setup gave no answer that makes sense.', 'setup_failed');

/** Accounts are the api's business: it brings a small program for them. The password travels by stdin, where no list of processes shows it. */
async function askApi(
  { args, input }: { args: string[]; input: string },
  config: Config,
  { dataDir, url, instanceUrl }: Database,
): Promise<StoredRecord | undefined> {
  const program = fileURLToPath(new URL('../../../api/dist/bundle/setup.js', import.meta.url));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    SECRET_KEY_FILE: config.secretKeyFile,
    PUBLIC_URL: instanceUrl ?? config.publicUrl,
  };
  const task = { name: 'The setup', command: process.execPath, args: [program, ...args], env };
  const printed = await runOnce(task, input).catch(explain);
  return parseRecord(printed.trim().split('\n').at(-1) ?? '');
}

/** A refusal comes as {"error": {"code", "message"}}: only its message is for people. */
function explain(error: unknown): never {
  const printed = error instanceof Failure && typeof error.cause === 'string' ? error.cause : '';
  const found = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(printed)?.[1];
  if (found === undefined) throw error;
  throw new Failure(String(JSON.parse(found)), 'setup_refused', { cause: error });
}

interface Command {
  help: string;
  run(argv: string[]): Promise<number>;
}

/** Each is loaded when it is called: the launcher needs no ORM, and a wrong word needs nothing at all. */
const commands = new Map<string, () => Promise<Command>>([
  ['start', () => import('./command/start.js')],
  ['setup', () => import('./command/setup.js')],
  ['doctor', () => import('./command/doctor.js')],
  ['migrate', () => import('./command/migrate.js')],
  ['backup', () => import('./command/backup.js')],
  ['restore', () => import('./command/restore.js')],
  ['postgres', () => import('./command/postgres.js')],
]);

const overview = `Usage: hookline COMMAND [options]

Commands: ${[...commands.keys()].join(', ')}
hookline COMMAND --help tells more about one.`;

async function main([name, ...argv]: string[]): Promise<number> {
  const load = commands.get(name ?? '');
  if (load === undefined) {
    const isAsked = name === undefined || name === 'help' || name === '--help' || name === '-h';
    if (!isAsked) console.error(`There is no command "${name}".\n`);
    (isAsked ? console.log : console.error)(overview);
    return isAsked ? 0 : 2;
  }
  const command = await load();
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  return command.run(argv);
}

/** By name: a failure of the platform's is one too, and its room may not be loaded. */
const expected = new Set([
  'Failure',
  'ConfigError',
  'KeyFileError',
  'DatabaseRefused',
  'ArchiveRefused',
  'DatabaseUnreachable',
]);

function report(error: unknown): number {
  const isWrongOption =
    error instanceof TypeError &&
    'code' in error &&
    String(error.code).startsWith('ERR_PARSE_ARGS');
  const isExpected = isWrongOption || expected.has(error instanceof Error ? error.name : '');
  const text = error instanceof Error ? (isExpected ? error.message : error.stack) : String(error);
  console.error(text);
  return isWrongOption ? 2 : 1;
}

// A terminal that is closed must not end us in the middle of a stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
// A command that ends without a word of how has failed.
process.exitCode = 1;
void main(process.argv.slice(2))
  .catch(report)
  .then((code) => (process.exitCode = code));

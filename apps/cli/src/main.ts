import { Failure } from './command/failure.js';

interface Command {
  help: string;
  run(argv: string[]): Promise<number>;
}

/** Each is loaded when it is called: the launcher needs no ORM, and a wrong word needs nothing at all. */
const commands = new Map<string, () => Promise<Command>>([
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

function report(error: unknown): number {
  const isWrongOption =
    error instanceof TypeError &&
    'code' in error &&
    String(error.code).startsWith('ERR_PARSE_ARGS');
  const isExpected = error instanceof Failure || isWrongOption;
  const text = error instanceof Error ? (isExpected ? error.message : error.stack) : String(error);
  console.error(text);
  return isWrongOption ? 2 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(report);

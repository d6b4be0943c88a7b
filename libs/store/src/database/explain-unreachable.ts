/** It could not even be asked, which may be over in a moment. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

/**
 * Why a database could not be spoken to, and what to do about it; `null` when that was not the trouble.
 * @param setting is where its address stands.
 */
export function explainUnreachable(
  error: unknown,
  databaseUrl: string,
  setting: 'DATABASE_URL' | 'DATABASE_READ_URL' = 'DATABASE_URL',
): string | null {
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const place = `${hostname || 'localhost'}:${port || '5432'}`;
  const given = { name: decodeURIComponent(pathname.slice(1)), username, setting };
  const words = isOfPooler(error) ? poolerWords : advice[codeOf(error)]?.(given);
  return words === undefined ? null : `The PostgreSQL of ${setting}, at ${place}, ${words}`;
}

const poolerWords =
  'is a pooler that lends sessions (it knows no startup options). Set DATABASE_POOLING=transaction, and ' +
  'DATABASE_DIRECT_URL to the PostgreSQL behind it.';

const isOfPooler = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('unsupported startup parameter');

/** The first cause that says something, where several addresses were tried. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  if ('code' in error) return String(error.code);
  return /timeout expired|timeout exceeded/.test(error.message) ? 'ETIMEDOUT' : '';
}

type Given = {
  readonly name: string;
  readonly username: string;
  readonly setting: 'DATABASE_URL' | 'DATABASE_READ_URL';
};

const noWay = (): string => 'cannot be reached. Check host, port and firewall.';
const noHost = ({ setting }: Given): string =>
  `is not found: no such host name. Correct the host in ${setting}.`;
const noEntry = ({ username, setting }: Given): string =>
  `does not let the user "${username}" in. Correct user and password in ${setting}, or allow them in pg_hba.conf.`;
const noAnswer = ({ setting }: Given): string =>
  `does not answer (connection refused). Start it, or correct host and port in ${setting}; ${without[setting]}`;

const without = {
  DATABASE_URL: 'without DATABASE_URL Hookline starts a PostgreSQL of its own.',
  DATABASE_READ_URL: 'meanwhile history is read on the primary.',
} as const;

const advice: Readonly<Record<string, (given: Given) => string>> = {
  ECONNREFUSED: noAnswer,
  ENOTFOUND: noHost,
  EAI_AGAIN: noHost,
  ETIMEDOUT: noWay,
  EHOSTUNREACH: noWay,
  ENETUNREACH: noWay,
  ECONNRESET: noWay,
  '28P01': noEntry,
  '28000': noEntry,
  '3D000': ({ name }) => `has no database "${name}". Create it with: createdb ${name}`,
  '53300': () => 'has no connection left. Raise max_connections, or stop what uses them.',
  '57P03': () => 'is starting up or shutting down. Try again in a moment.',
};

import { isContention, sqlState } from './classify-failure.js';

/** Codes of the socket, of the name look-up and of a server that shuts down or is full. */
const outage =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT|08\w{3}|57P0[1-4]|57014|53\d{3}|55P03|25006)$/;
const driverWords =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|the database system is|Client has encountered a connection error|Cannot use a pool after calling end/;
/** A connection that was lost between two statements of a transaction: the runner had let it go when the second one came. */
const lostRunner = /^QueryRunner(Provider)?AlreadyReleasedError$/;

/** True when the database, or the way to it, is down, and not this one statement wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isDatabaseOutage)) return true;
  const state = sqlState(error);
  const code = state ?? ('code' in error ? String(error.code) : '');
  const isOfDriver = state !== null || isOfSocket(error);
  return (
    (isOfDriver && outage.test(code)) ||
    driverWords.test(error.message) ||
    lostRunner.test(error.name)
  );
}

/** True for what may go well when it is asked for again: an outage passes, and so does what stood in the way. */
export const isPassing = (error: unknown): boolean =>
  isDatabaseOutage(error) || isContention(error);

const isOfSocket = (error: Error): boolean =>
  'syscall' in error && ['connect', 'read', 'write', 'getaddrinfo'].includes(String(error.syscall));

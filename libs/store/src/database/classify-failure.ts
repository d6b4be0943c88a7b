/** Classes of SQLSTATE that speak of one row's data, not of the server: 22 data, 23 constraint. */
const rowFaults = new Set(['22', '23']);

/** True when the server, the connection or the clock failed, so that other rows would fail as well. */
export function isSystemicFailure(error: unknown): boolean {
  const code = sqlState(error);
  return code === null || !rowFaults.has(code.slice(0, 2));
}

/** The five-character SQLSTATE of a database error; `null` for anything else. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

/** True when the server gave a statement up because it took too long. */
export function isTimeout(error: unknown): boolean {
  return sqlState(error) === '57014';
}

/** True when the database ended a statement only for the sake of another: it may be given once more as it is. */
export function isContention(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '');
}

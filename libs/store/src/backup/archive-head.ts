import { ArchiveRefused } from './frame.js';

/** What an archive says of itself before its rows. */
export type ArchiveHead = {
  /** The database's time of the snapshot: what was acknowledged before it is in the archive. */
  readonly takenAt: string;
  /** The mark of the key that sealed the credentials; never the key. `null`: none was used yet. */
  readonly keyFingerprint: string | null;
  /** The migrations that made the tables. */
  readonly migrations: readonly string[];
  /** The times that the history is cut into, as `YYYYMMDD-YYYYMMDD`; the second day is no part of it. */
  readonly parts: readonly string[];
  readonly serverVersion: string;
};

export type TableEnd = { readonly rows: number; readonly bytes: number; readonly sha256: string };
export type ArchiveEnd = { readonly tables: number; readonly rows: number };

const damaged = (): ArchiveRefused =>
  new ArchiveRefused('The backup is damaged: a part of it makes no sense.');

export function readHead(payload: Buffer): ArchiveHead {
  const field = fieldsOf(payload);
  const takenAt = field('takenAt');
  const keyFingerprint = field('keyFingerprint');
  const serverVersion = field('serverVersion');
  if (typeof takenAt !== 'string' || Number.isNaN(Date.parse(takenAt))) throw damaged();
  if (keyFingerprint !== null && typeof keyFingerprint !== 'string') throw damaged();
  if (typeof serverVersion !== 'string') throw damaged();
  const parts =
    field('weeks') === undefined ? texts(field('parts')) : texts(field('weeks')).map(weekOf);
  if (!parts.every((part) => /^\d{8}-\d{8}$/.test(part))) throw damaged();
  return { takenAt, keyFingerprint, serverVersion, parts, migrations: texts(field('migrations')) };
}

const weekMs = 7 * 86_400_000;

/** Older archives name the Mondays of weeks. */
function weekOf(monday: string): string {
  const from = Date.parse(monday.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
  if (Number.isNaN(from)) throw damaged();
  return `${monday}-${new Date(from + weekMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

export function readTableStart(payload: Buffer): { name: string; columns: readonly string[] } {
  const field = fieldsOf(payload);
  const name = field('name');
  if (typeof name !== 'string') throw damaged();
  return { name, columns: texts(field('columns')) };
}

export function readTableEnd(payload: Buffer): TableEnd {
  const field = fieldsOf(payload);
  const [rows, bytes, sha256] = [field('rows'), field('bytes'), field('sha256')];
  if (typeof rows !== 'number' || typeof bytes !== 'number' || typeof sha256 !== 'string')
    throw damaged();
  return { rows, bytes, sha256 };
}

export function readEnd(payload: Buffer): ArchiveEnd {
  const field = fieldsOf(payload);
  const [tables, rows] = [field('tables'), field('rows')];
  if (typeof tables !== 'number' || typeof rows !== 'number') throw damaged();
  return { tables, rows };
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw damaged();
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw damaged();
    return item;
  });
}

function fieldsOf(payload: Buffer): (name: string) => unknown {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString('utf8'));
  } catch {
    throw damaged();
  }
  if (typeof value !== 'object' || value === null) throw damaged();
  const fields = new Map<string, unknown>(Object.entries(value));
  return (name) => fields.get(name);
}

import { readFile } from 'node:fs/promises';

export interface StoredRecord {
  text(key: string): string | undefined;
  number(key: string): number | undefined;
  isTrue(key: string): boolean;
}

/** One of our own small JSON files; undefined where it is missing or was cut short by a crash. */
export async function readRecord(file: string): Promise<StoredRecord | undefined> {
  const source = await readFile(file, 'utf8').catch(() => undefined);
  return source === undefined ? undefined : parseRecord(source);
}

export function parseRecord(source: string): StoredRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  return {
    text(key) {
      const field = fields.get(key);
      return typeof field === 'string' ? field : undefined;
    },
    number(key) {
      const field = fields.get(key);
      return typeof field === 'number' ? field : undefined;
    },
    isTrue: (key) => fields.get(key) === true,
  };
}

import { plainName, readSearchText, type JsonValue } from '@hookline/contract';

const mostSigns = 200;

/** A name that a model gave, as it may be shown to people; `null`: it says nothing. */
export function readName(raw: JsonValue | undefined): string | null {
  if (typeof raw !== 'string') return null;
  const name = plainName(readSearchText(raw).slice(0, mostSigns)).trim();
  return name === '' ? null : name;
}

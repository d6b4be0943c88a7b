type Search = Record<string, unknown>;

/** Reads one text of the address; numbers and flags that the router made of it become text again. */
export function textOf(search: Search, key: string): string | undefined {
  const value = search[key];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function oneOf<T extends string>(
  search: Search,
  key: string,
  values: readonly T[],
): T | undefined {
  return values.find((value) => value === search[key]);
}

import type { ValueSource } from '@hookline/contract';

/** A place in a request, in words for the owner. */
export function nameOf({ from, path }: ValueSource): string {
  if (from === 'header') return `the header "${path}"`;
  if (from === 'query') return `the address's field "${path}"`;
  if (from === 'body') return `the body's field "${path}"`;
  return 'the address';
}

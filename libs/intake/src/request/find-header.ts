import type { Header } from '../raw-request.js';

/** All values of a header, in order; names compare without case. */
export function findHeaders(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  for (const [key, value] of headers) {
    if (key.length === wanted.length && key.toLowerCase() === wanted) found.push(value);
  }
  return found;
}

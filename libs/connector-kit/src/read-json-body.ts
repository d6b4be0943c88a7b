import type { JsonValue } from '@hookline/contract';
import type { HttpResponse } from './ports.js';

/** Reads an answer's body as JSON; `undefined` when it is none. */
export function readJsonBody(response: HttpResponse): JsonValue | undefined {
  return parseJson(new TextDecoder().decode(response.body));
}

/**
 * Parses JSON text; `undefined` when it is none. NUL and halves of surrogate pairs become U+FFFD,
 * because the database, which keeps every output, cannot hold them.
 */
export function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = /\\u(?:0000|[dD][89a-fA-F])/.test(text)
      ? JSON.parse(text, (_, each: JsonValue) => (typeof each === 'string' ? clean(each) : each))
      : JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function clean(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

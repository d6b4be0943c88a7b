import type { RequestCondition } from '@hookline/contract';
import { readSource, type Readable } from './read-source.js';

/** Whether a request is as all of the conditions say. */
export function meetsAll(conditions: readonly RequestCondition[], sent: Readable): boolean {
  return conditions.every(({ at, equals }) => {
    const found = readSource(at, sent);
    return equals === undefined ? found.length > 0 : found.includes(equals);
  });
}

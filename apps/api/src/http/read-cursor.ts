import { isUuid } from '@hookline/store';
import { ApiError } from './api-error.js';

/** A page's place, as the list gave it out; anything else is refused before the database sees it. */
export function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (!isUuid(cursor)) {
    throw new ApiError('invalid_request', 'Take the cursor from "nextCursor" of the page before.');
  }
  return cursor;
}

/**
 * Whoever changes more than one open run locks them first, in this one order, or passes over what is locked
 * (`SKIP LOCKED`). In two orders two statements wait for each other, the database ends one of them, and that may be
 * the one that tells that an effect has happened.
 */
export const inLockOrder = (openRuns: string): string =>
  `ORDER BY ${openRuns}.workspace_id, ${openRuns}.id FOR UPDATE OF ${openRuns}`;

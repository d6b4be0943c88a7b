/**
 * Whoever changes several open runs that somebody may be at locks them first, in this one order, or passes over
 * what is locked (`SKIP LOCKED`). In two orders two statements wait for each other, the database ends one of them, and
 * that may be the one that tells that an effect has happened. Runs that wait for their turn are locked by line, and in a
 * restored database nobody is at any.
 * @param named the rows that name the runs, where they are looked up: to sort by these is no reason to read the
 *   table whole.
 */
export const inLockOrder = (openRuns: string, named = openRuns): string =>
  `ORDER BY ${named}.workspace_id, ${named}.id FOR UPDATE OF ${openRuns}`;

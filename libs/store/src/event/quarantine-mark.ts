/**
 * Stands before the dedupe keys of events in quarantine: whoever is not trusted must not make a real event
 * of the same key a duplicate.
 */
export const quarantineMark = 'quarantine:';

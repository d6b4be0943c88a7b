/**
 * How much of the dedupe key of an unproved event names its id alone, in hexadecimal characters: the intake makes such
 * keys, and by this part the store finds two events that claim the same id and say different things.
 */
export const idPartOfKey = 24;

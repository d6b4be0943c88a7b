import { textAt } from '../../words/speech.js';

/** What a helper does, in two or three words of the reader's language; a name that is none stays as it is. */
export const helperInWords = (name: string): string => textAt(`helpers.${name}`) ?? name;

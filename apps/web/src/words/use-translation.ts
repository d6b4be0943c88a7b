import { useSyncExternalStore } from 'react';
import { spokenNow, whenSpoken, type Spoken } from './speech.js';

/** Stands in for the library's hook of this name, wherever that is imported (see `own-speech.ts`). */
export function useTranslation(): Spoken {
  return useSyncExternalStore(whenSpoken, spokenNow);
}

import type { Trigger } from '@hookline/contract';

/** A flow's source as it lies in a document: what is as usual may be left out. */
export type StoredTrigger = Partial<Trigger> & Pick<Trigger, 'app' | 'event'>;

export function toTrigger(stored: StoredTrigger): Trigger {
  return { connectionId: null, settings: {}, ...stored };
}

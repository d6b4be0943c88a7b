import type { Store } from '@hookline/store';

/** The tables that people manage; opened once, closed with the process. */
export class Management {
  constructor(readonly store: Store) {}
}

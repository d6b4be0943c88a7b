import type { History as Reader, Store } from '@hookline/store';

/** What has happened, for people to look at; from a standby where there is one. */
export class History {
  constructor(private readonly reader: Reader) {}

  read<T>(ask: (store: Store) => Promise<T>): Promise<T> {
    return this.reader.read(ask);
  }

  find<T>(
    ask: (store: Store) => Promise<T | null>,
    isFinal?: (found: T) => boolean,
  ): Promise<T | null> {
    return this.reader.find(ask, isFinal);
  }
}

import type { ValueSource } from '@hookline/contract';

/** Where in a request a value stands. */
export const from = {
  body: (path: string): ValueSource => ({ from: 'body', path }),
  header: (path: string): ValueSource => ({ from: 'header', path }),
  query: (path: string): ValueSource => ({ from: 'query', path }),
  /** What follows the token in the address. */
  path: (): ValueSource => ({ from: 'path', path: '' }),
  /** The whole body, for senders without an id. */
  bytes: (): ValueSource => ({ from: 'bytes', path: '' }),
  /** All that stands there, in whatever order: for elements that have neither an id nor a time. */
  digest: (path = ''): ValueSource => ({ from: 'digest', path }),
  /** The names that a batch was split at, with dots. */
  split: (): ValueSource => ({ from: 'split', path: '' }),
  /** Which kind of event it is, of those whose body tells its kind. */
  kind: (): ValueSource => ({ from: 'kind', path: '' }),
  optional: (source: ValueSource): ValueSource => ({ ...source, optional: true }),
} as const;

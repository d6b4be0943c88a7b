/** The first word of every query key; live messages and changes name the nouns that they touch. */
export type Noun =
  | 'me'
  | 'setup'
  | 'flows'
  | 'ledger'
  | 'catchers'
  | 'events'
  | 'runs'
  | 'replays'
  | 'attention'
  | 'balance'
  | 'tables'
  | 'outbox'
  | 'connections'
  | 'catalog'
  | 'templates'
  | 'apiKeys';

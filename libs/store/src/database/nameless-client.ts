import pg from 'pg';

/**
 * A connection whose statements have no names. Behind a pooler of transactions each transaction may meet another
 * session, in which a statement that was prepared before is not known.
 */
export class NamelessClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const named = this.query;
    const nameless = (first: unknown, ...rest: unknown[]): unknown =>
      Reflect.apply(named, this, [withoutName(first), ...rest]);
    Object.defineProperty(this, 'query', { value: nameless });
  }
}

function withoutName(first: unknown): unknown {
  const isConfig = typeof first === 'object' && first !== null && !('submit' in first);
  return isConfig ? { ...first, name: undefined } : first;
}

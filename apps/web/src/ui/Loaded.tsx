import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState.js';
import { Waiting } from './Waiting.js';

type Query<T> = {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
};
type Props<T> = {
  query: Query<T>;
  shape?: 'list' | 'page' | 'panel';
  children: (data: T) => ReactNode;
};

/** Loading, failed or there: what was read once stays on the page while a newer answer fails. */
export function Loaded<T>({ query, shape = 'list', children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Waiting shape={shape} />;
}

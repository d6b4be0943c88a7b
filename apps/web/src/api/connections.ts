import { listConnections } from '@hookline/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

export const connectionListQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: ({ signal }) => call(listConnections, { signal }),
});

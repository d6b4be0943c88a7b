import { listConnections } from '@hookline/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

const leavingMs = 15_000;

export const connectionListQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: ({ signal }) => call(listConnections, { signal }),
  // What is taken away with one of them is done when it is done, and then it may be deleted.
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ leavingFlows }) => leavingFlows.length > 0) ? leavingMs : false,
});

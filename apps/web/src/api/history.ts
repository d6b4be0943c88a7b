import {
  getEvent,
  getRun,
  listEvents,
  listRuns,
  type EventState,
  type RunState,
} from '@hookline/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call.js';
import { firstPage, nextPage } from './pages.js';

export type EventFilter = { flowId?: string | undefined; state?: EventState | undefined };

export const eventListQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listEvents, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => call(getEvent, { params: { id }, signal }),
  });

export type RunFilter = {
  flowId?: string | undefined;
  status?: RunState | undefined;
  text?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export const runListQuery = (filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listRuns, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'one', id],
    queryFn: ({ signal }) => call(getRun, { params: { id }, signal }),
  });

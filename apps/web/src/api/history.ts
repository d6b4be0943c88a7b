import {
  getEvent,
  getRun,
  listEvents,
  listRuns,
  searchEvents,
  type EventState,
  type RunState,
} from '@hookline/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call.js';
import { fromOf, type EventSpan } from './event-spans.js';
import { firstPage, nextPage } from './pages.js';

export type EventFilter = {
  flowId?: string | undefined;
  state?: EventState | undefined;
  /** How far back from now. */
  span?: EventSpan | undefined;
};

export const eventListQuery = ({ span, ...filter }: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', { ...filter, span }],
    queryFn: ({ signal, pageParam }) =>
      call(listEvents, { query: { ...filter, from: fromOf(span), cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

/** Fewer letters would be found in everything. */
export const shortestSearch = 2;

/** Not live: each event that comes would search everything anew. */
export const eventSearchQuery = ({ span, ...filter }: EventFilter & { text: string }) =>
  infiniteQueryOptions({
    queryKey: ['event-search', { ...filter, span }],
    queryFn: ({ signal, pageParam }) =>
      call(searchEvents, { query: { ...filter, from: fromOf(span), cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    refetchOnWindowFocus: false,
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

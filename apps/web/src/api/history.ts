import {
  getEvent,
  getRun,
  listEvents,
  listRuns,
  searchEvents,
  type EventSummary,
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

/** Not live: each event that comes would search everything anew. What comes meanwhile is looked for on its own. */
export const eventSearchQuery = ({ span, ...filter }: EventFilter & { text: string }) =>
  infiniteQueryOptions({
    queryKey: ['event-search', { ...filter, span }],
    queryFn: ({ signal, pageParam }) =>
      call(searchEvents, { query: { ...filter, from: fromOf(span), cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    refetchOnWindowFocus: false,
  });

/** Between the moment at which a request gets its id and that at which it can be found. */
const settlesWithinMs = 15_000;
const mostFreshPages = 5;
const mostFresh = 500;

type Fresh = { readonly items: readonly EventSummary[]; readonly lookedAt: string };

/** What came since a search and matches it. Each look goes back to the one before and no further. */
export const freshFindsQuery = (
  { flowId, state, text }: EventFilter & { text: string },
  searchedAt: string | undefined,
) =>
  queryOptions({
    queryKey: ['events', 'fresh', { flowId, state, text }, searchedAt],
    enabled: searchedAt !== undefined,
    queryFn: async ({ signal, client, queryKey }): Promise<Fresh> => {
      const before = client.getQueryData<Fresh>(queryKey);
      const since = before?.lookedAt ?? searchedAt ?? new Date().toISOString();
      const from = new Date(Date.parse(since) - settlesWithinMs).toISOString();
      const found: EventSummary[] = [];
      let lookedAt = since;
      let cursor: string | undefined;
      for (let page = 0; page < mostFreshPages; page += 1) {
        const query = { flowId, state, text, from, cursor };
        const answer = await call(searchEvents, { query, signal });
        found.push(...answer.items);
        if (page === 0) lookedAt = answer.searchedAt;
        cursor = answer.nextCursor ?? undefined;
        if (cursor === undefined) break;
      }
      return {
        items: withoutTwins([...found, ...(before?.items ?? [])]).slice(0, mostFresh),
        lookedAt,
      };
    },
    refetchOnWindowFocus: false,
  });

/** The first of those with the same id. */
export function withoutTwins(events: readonly EventSummary[]): readonly EventSummary[] {
  return [...new Map([...events].reverse().map((event) => [event.id, event])).values()].reverse();
}

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

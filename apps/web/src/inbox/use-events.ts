import { readSearchText, shortestSearchText } from '@hookline/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  eventListQuery,
  eventSearchQuery,
  freshFindsQuery,
  withoutTwins,
  type EventFilter,
} from '../api/history.js';
import { rowsOf } from '../api/pages.js';

/** A search that has found nothing goes on by itself so far; then whoever looks decides. */
const pagesUnasked = 20;

/** What arrived, or what is found of it when something is searched for; live both. */
export function useEvents(filter: EventFilter & { text?: string | undefined }) {
  const { text: typed = '', ...rest } = filter;
  const text = readSearchText(typed);
  const isSearch = text.length >= shortestSearchText;
  const list = useInfiniteQuery({ ...eventListQuery(rest), enabled: !isSearch });
  const search = useSearch({ ...rest, text }, isSearch);
  if (isSearch) return { ...search, isSearch };
  return { query: list, rows: rowsOf(list.data), isSearch, isLooking: false, searchedTo: null };
}

/** What a search has found, and before it what came since and matches. */
function useSearch(filter: EventFilter & { text: string }, isSearch: boolean) {
  const query = useInfiniteQuery({ ...eventSearchQuery(filter), enabled: isSearch });
  const { hasNextPage, isFetching, fetchNextPage, isError } = query;
  const pages = query.data?.pages ?? [];
  const fresh = useQuery(freshFindsQuery(filter, isSearch ? pages[0]?.searchedAt : undefined));
  const rows = withoutTwins([...(fresh.data?.items ?? []), ...rowsOf(query.data)]);
  const hasNone = rows.length === 0;
  const goesOn = isSearch && hasNextPage && !isError && pages.length < pagesUnasked;
  useEffect(() => {
    if (goesOn && hasNone && !isFetching) void fetchNextPage();
  }, [goesOn, hasNone, isFetching, fetchNextPage]);
  return {
    query,
    rows,
    /** Nothing was found yet, and more is being looked at. */
    isLooking: hasNone && (isFetching || goesOn),
    searchedTo: pages.at(-1)?.searchedTo ?? null,
  };
}

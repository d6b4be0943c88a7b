import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  eventListQuery,
  eventSearchQuery,
  freshFindsQuery,
  shortestSearch,
  withoutTwins,
  type EventFilter,
} from '../api/history.js';
import { rowsOf } from '../api/pages.js';

/** A search that has found nothing goes on by itself so far; then whoever looks decides. */
const pagesUnasked = 20;

/** What arrived, or what is found of it when something is searched for; live both. */
export function useEvents(filter: EventFilter & { text?: string | undefined }) {
  const { text = '', ...rest } = filter;
  const isSearch = text.length >= shortestSearch;
  const list = useInfiniteQuery({ ...eventListQuery(rest), enabled: !isSearch });
  const search = useInfiniteQuery({ ...eventSearchQuery({ ...rest, text }), enabled: isSearch });
  const { hasNextPage, isFetching, fetchNextPage, isError } = search;
  const pages = search.data?.pages ?? [];
  const searchedAt = isSearch ? pages[0]?.searchedAt : undefined;
  const fresh = useQuery(freshFindsQuery({ ...rest, text }, searchedAt)).data?.items ?? [];
  const goesOn = isSearch && hasNextPage && !isError && pages.length < pagesUnasked;
  const found = withoutTwins([...fresh, ...rowsOf(search.data)]);
  const hasNone = found.length === 0;
  useEffect(() => {
    if (goesOn && hasNone && !isFetching) void fetchNextPage();
  }, [goesOn, hasNone, isFetching, fetchNextPage]);
  return {
    query: isSearch ? search : list,
    rows: isSearch ? found : rowsOf(list.data),
    isSearch,
    /** Nothing was found yet, and more is being looked at. */
    isLooking: isSearch && hasNone && (isFetching || goesOn),
    searchedTo: isSearch ? (pages.at(-1)?.searchedTo ?? null) : null,
  };
}

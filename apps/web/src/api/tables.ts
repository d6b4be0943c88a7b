import { getTable, listRows, listTables } from '@hookline/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call.js';
import { firstPage, nextPage } from './pages.js';

export const tableListQuery = queryOptions({
  queryKey: ['tables', 'list'],
  queryFn: ({ signal }) => call(listTables, { signal }),
});

export const tableQuery = (name: string) =>
  queryOptions({
    queryKey: ['tables', 'one', name],
    queryFn: ({ signal }) => call(getTable, { params: { name }, signal }),
  });

export const rowListQuery = (name: string, text: string) =>
  infiniteQueryOptions({
    queryKey: ['tables', 'rows', name, text],
    queryFn: ({ signal, pageParam }) =>
      call(listRows, {
        params: { name },
        query: { text: text || undefined, cursor: pageParam },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

import { getCaughtMail, listOutbox } from '@hookline/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call.js';
import { firstPage, nextPage } from './pages.js';

export const outboxQuery = infiniteQueryOptions({
  queryKey: ['outbox', 'list'],
  queryFn: ({ signal, pageParam }) => call(listOutbox, { query: { cursor: pageParam }, signal }),
  initialPageParam: firstPage,
  getNextPageParam: nextPage,
});

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ['outbox', 'one', id],
    queryFn: ({ signal }) => call(getCaughtMail, { params: { id }, signal }),
  });

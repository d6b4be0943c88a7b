import { getCatcher, listCatchers } from '@hookline/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

export const catcherListQuery = queryOptions({
  queryKey: ['catchers', 'list'],
  queryFn: ({ signal }) => call(listCatchers, { signal }),
});

export const catcherQuery = (id: string) =>
  queryOptions({
    queryKey: ['catchers', 'one', id],
    queryFn: ({ signal }) => call(getCatcher, { params: { id }, signal }),
  });

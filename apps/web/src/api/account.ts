import { getMe, getSetup, listApiKeys } from '@hookline/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(getMe, { signal }),
  staleTime: 60_000,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(getSetup, { signal }),
});

export const apiKeysQuery = queryOptions({
  queryKey: ['apiKeys'],
  queryFn: ({ signal }) => call(listApiKeys, { signal }),
});

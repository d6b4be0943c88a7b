import { getCatalog, listChoices, listTemplates, type JsonValue } from '@hookline/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

/** Apps change only with the installation itself, so they are asked for once. */
export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => call(getCatalog, { signal }),
  staleTime: Infinity,
});

export const templateListQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => call(listTemplates, { signal }),
  staleTime: Infinity,
});

type ChoicesAsked = {
  app: string;
  choices: string;
  connectionId: string | null;
  input: Record<string, JsonValue>;
};

export const choicesQuery = (asked: ChoicesAsked) =>
  queryOptions({
    queryKey: ['catalog', 'choices', asked],
    queryFn: ({ signal }) => call(listChoices, { body: asked, signal }),
    staleTime: 60_000,
    retry: false,
  });

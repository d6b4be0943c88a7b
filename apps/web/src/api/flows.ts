import {
  countQuarantine,
  getFlow,
  getFlowLedger,
  getLedger,
  getRegistration,
  listFlows,
  listFlowVersions,
  listMainFlows,
  listSeenFields,
} from '@hookline/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ApiFault } from './api-fault.js';
import { call } from './call.js';
import { firstPage, nextPage } from './pages.js';

export const flowListQuery = (text = '') =>
  infiniteQueryOptions({
    queryKey: ['flows', 'list', text],
    queryFn: ({ signal, pageParam }) =>
      call(listFlows, { query: { text: text || undefined, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', 'one', id],
    queryFn: ({ signal }) => call(getFlow, { params: { id }, signal }),
  });

/** It was there, and somebody deleted it. */
export const isFlowGone = (fault: unknown): boolean =>
  fault instanceof ApiFault && fault.code === 'flow_not_found';

export const flowVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', 'versions', id],
    queryFn: ({ signal }) => call(listFlowVersions, { params: { id }, signal }),
  });

export const mainFlowsQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', 'mains', id],
    queryFn: ({ signal }) => call(listMainFlows, { params: { id }, signal }),
  });

export const flowLedgerQuery = (id: string) =>
  queryOptions({
    queryKey: ['ledger', id],
    queryFn: ({ signal }) => call(getFlowLedger, { params: { id }, signal }),
  });

/** Counted anew whenever the ledger is. */
export const flowQuarantineQuery = (id: string) =>
  queryOptions({
    queryKey: ['ledger', id, 'quarantine'],
    queryFn: ({ signal }) => call(countQuarantine, { params: { id }, signal }),
  });

export const ledgerQuery = queryOptions({
  queryKey: ['ledger'],
  queryFn: ({ signal }) => call(getLedger, { signal }),
});

export const seenFieldsQuery = (id: string) =>
  queryOptions({
    queryKey: ['seen-fields', id],
    queryFn: ({ signal }) => call(listSeenFields, { params: { id }, signal }),
    staleTime: 60_000,
  });

/** Looked at again every few seconds while a worker is about to connect it. */
export const registrationQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', 'registration', id],
    queryFn: ({ signal }) => call(getRegistration, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'wanted' ? 3_000 : false),
  });

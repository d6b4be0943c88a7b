import {
  cancelRuns,
  getAttention,
  getBalance,
  listReplays,
  replayRuns,
  type ReplayPlan,
  type RunSelection,
} from '@hookline/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

/** What is to be done with many runs, and how. */
export type ManyRuns =
  | { readonly kind: 'cancel'; readonly select: RunSelection }
  | {
      readonly kind: 'replay';
      readonly select: RunSelection;
      readonly from: 'start' | 'failed';
      readonly version: 'pinned' | 'published';
    };

const checkMs = 60_000;
const progressMs = 1_000;

export const attentionQuery = queryOptions({
  queryKey: ['attention'],
  queryFn: ({ signal }) => call(getAttention, { signal }),
  // Of a flood there is one entry a minute.
  refetchInterval: checkMs,
});

/** The server checks once a minute, so an open page need not ask more often. */
export const balanceQuery = queryOptions({
  queryKey: ['balance'],
  queryFn: ({ signal }) => call(getBalance, { signal }),
  refetchInterval: checkMs,
});

/** Asks again and again only while something is under way. */
export const replayListQuery = queryOptions({
  queryKey: ['replays', 'list'],
  queryFn: ({ signal }) => call(listReplays, { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((replay) => replay.state === 'running') ? progressMs : false,
});

/** What would happen, asked anew each time: a minute later it may be another number. */
export const planQuery = (many: ManyRuns) =>
  queryOptions({
    queryKey: ['replays', 'plan', many],
    queryFn: ({ signal }) => sendMany(many, { isDry: true, signal }),
    gcTime: 0,
    staleTime: 0,
  });

export function sendMany(
  { kind, ...body }: ManyRuns,
  { isDry, ...rest }: { isDry: boolean; signal?: AbortSignal },
): Promise<ReplayPlan> {
  return kind === 'cancel'
    ? call(cancelRuns, { body: { ...body, isDry }, ...rest })
    : call(replayRuns, { body: { ...body, isDry }, ...rest });
}

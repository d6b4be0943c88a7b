import type { EventSummary } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { catcherQuery } from '../api/catchers.js';
import { flowQuery } from '../api/flows.js';

/** Where a request came to: the flow, or the catcher, and never both. */
export function useOrigin({ flowId, state }: Pick<EventSummary, 'flowId' | 'state'>) {
  const isCaught = state === 'captured';
  const { data: flow } = useQuery({ ...flowQuery(flowId), enabled: !isCaught });
  const { data: catcher } = useQuery({ ...catcherQuery(flowId), enabled: isCaught });
  return { isCaught, flow, name: (flow ?? catcher)?.name, hookUrl: (flow ?? catcher)?.hookUrl };
}

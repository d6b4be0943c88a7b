import { shadowRun, type FlowView } from '@hookline/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api/call.js';
import { flowQuery } from '../../api/flows.js';
import { flushDraft } from '../../editor/state/flush-draft.js';
import { mergeBatches, type ShadowSum } from './merge-batches.js';

export type ShadowAsked = { readonly events: number; readonly reads: 'records' | 'allowed' };

export type ShadowState = {
  readonly phase: 'idle' | 'running' | 'done' | 'stopped' | 'failed' | 'unsaved';
  readonly sum: ShadowSum | null;
  readonly fault: unknown;
};

const idle: ShadowState = { phase: 'idle', sum: null, fault: null };
const atOnce = 50;

/** Asks for batch after batch until there are enough; it ends with the page, or when it is stopped. */
export function useShadowRun(given: FlowView) {
  const client = useQueryClient();
  const [state, setState] = useState<ShadowState>(idle);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const start = useCallback(
    async (asked: ShadowAsked) => {
      abort.current?.abort();
      const control = new AbortController();
      abort.current = control;
      const show = (next: ShadowState) => {
        if (abort.current === control && !control.signal.aborted) setState(next);
      };
      show({ ...idle, phase: 'running' });
      if (!(await flushDraft(given.id))) return show({ ...idle, phase: 'unsaved' });
      const flow = client.getQueryData(flowQuery(given.id).queryKey) ?? given;
      let sum: ShadowSum | null = null;
      try {
        let cursor: string | null | undefined;
        while (cursor !== null && (sum?.events ?? 0) < asked.events) {
          const limit = Math.min(atOnce, asked.events - (sum?.events ?? 0));
          const batch = await call(shadowRun, {
            params: { id: flow.id },
            body: { revision: flow.draftRevision, cursor, limit, reads: asked.reads },
            signal: control.signal,
          });
          sum = mergeBatches(sum, batch, asked.events);
          cursor = batch.nextCursor;
          show({ phase: 'running', sum, fault: null });
        }
        show({ phase: 'done', sum, fault: null });
      } catch (fault) {
        show({ phase: 'failed', sum, fault });
      }
    },
    [client, given],
  );
  const stop = useCallback(() => {
    abort.current?.abort();
    setState((now) => ({ ...now, phase: 'stopped' }));
  }, []);
  return { ...state, start: (asked: ShadowAsked) => void start(asked), stop };
}

import {
  askProposal,
  cancelProposal,
  getProposal,
  type FlowDocument,
  type Proposal,
  type ReadyProposal,
  type Trigger,
} from '@hookline/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFault } from '../api/api-fault.js';
import { call } from '../api/call.js';

export type OnTake = (document: FlowDocument) => Promise<void>;

export type Described = {
  readonly connectionId: string;
  readonly description: string;
  readonly source?: Pick<Trigger, 'app' | 'event'> | undefined;
};

type ProposalState = {
  readonly phase: 'idle' | 'asking' | 'ready' | 'failed';
  readonly proposal: ReadyProposal | null;
  readonly fault: unknown;
};

const idle: ProposalState = { phase: 'idle', proposal: null, fault: null };

/** Asks a model for a flow and waits for it; it ends with the page, or when it is stopped. */
export function useProposal() {
  const [state, setState] = useState<ProposalState>(idle);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const ask = useCallback(async (asked: Described) => {
    abort.current?.abort();
    const control = new AbortController();
    abort.current = control;
    const show = (next: ProposalState) => {
      if (abort.current === control && !control.signal.aborted) setState(next);
    };
    show({ ...idle, phase: 'asking' });
    try {
      const proposal = await waitFor(asked, control.signal);
      if (proposal) show({ phase: 'ready', proposal, fault: null });
    } catch (fault) {
      show({ phase: 'failed', proposal: null, fault });
    }
  }, []);
  const stop = useCallback(() => {
    abort.current?.abort();
    setState(idle);
  }, []);
  return { ...state, ask: (asked: Described) => void ask(asked), stop };
}

/** Whoever gives up says so: only so many models think for a workspace at once. */
async function waitFor(asked: Described, signal: AbortSignal): Promise<ReadyProposal | null> {
  const { source, ...said } = asked;
  const body = { ...said, ...(source ? { source: { app: source.app, event: source.event } } : {}) };
  const params = await call(askProposal, { body });
  const giveUp = () => void call(cancelProposal, { params }).catch(() => undefined);
  if (signal.aborted) {
    giveUp();
    return null;
  }
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    for (;;) {
      const found = await readOn(params, signal);
      if (found.state === 'ready') return found;
    }
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

const mostBreaks = 3;
const pauseMs = 1_000;

/** The answer stays where it is: a line that breaks is no reason to pay for another one. */
async function readOn(params: { id: string }, signal: AbortSignal): Promise<Proposal> {
  for (let breaks = 1; ; breaks += 1) {
    try {
      return await call(getProposal, { params, signal });
    } catch (fault) {
      const isBroken = fault instanceof ApiFault && fault.status === 0;
      if (!isBroken || breaks > mostBreaks) throw fault;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

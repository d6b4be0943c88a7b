import { saveDraft, type FlowView } from '@hookline/contract';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiFault } from '../../api/api-fault.js';
import { call } from '../../api/call.js';
import { flowQuery } from '../../api/flows.js';
import type { EditorStore } from './editor-store.js';
import { offerFlush } from './flush-draft.js';
import { locateFaults } from './locate-faults.js';
import { startAutosave, type SaveOutcome } from './start-autosave.js';

/** Keeps the draft saved while the editor is open, and lets the rest of the page ask for it at once. */
export function useAutosave(store: EditorStore): void {
  const client = useQueryClient();
  useEffect(() => {
    const id = store.getState().flow.id;
    const autosave = startAutosave(store, async (draft) => {
      const outcome = await save(client, id, draft);
      if (outcome.outcome === 'saved') tellOthers(client, outcome.flow);
      return outcome;
    });
    const hold = (event: BeforeUnloadEvent) => {
      const { document, saved } = store.getState();
      if (document !== saved) event.preventDefault();
    };
    const again = () => void autosave.flush();
    const withdraw = offerFlush(autosave.flush);
    window.addEventListener('beforeunload', hold);
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('beforeunload', hold);
      window.removeEventListener('online', again);
      withdraw();
      // Leaving for another page of ours is no reason to lose the last words.
      void autosave.flush().finally(autosave.stop);
    };
  }, [client, store]);
}

type Draft = { readonly document: FlowView['draft']; readonly revision: number };

async function save(client: QueryClient, id: string, draft: Draft): Promise<SaveOutcome> {
  try {
    return { outcome: 'saved', flow: await call(saveDraft, { params: { id }, body: draft }) };
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    if (error.code === 'draft_changed') {
      const theirs = await client.fetchQuery({ ...flowQuery(id), staleTime: 0 }).catch(() => null);
      return theirs ? { outcome: 'changed', theirs } : { outcome: 'unreachable' };
    }
    const mayPass = error.status === 0 || error.status === 429 || error.status >= 500;
    return mayPass
      ? { outcome: 'unreachable' }
      : { outcome: 'refused', problems: locateFaults(error) };
  }
}

function tellOthers(client: QueryClient, flow: FlowView): void {
  client.setQueryData(flowQuery(flow.id).queryKey, flow);
  void client.invalidateQueries({ queryKey: ['flows', 'list'] });
}

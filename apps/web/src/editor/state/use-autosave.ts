import { saveDraft, type FlowView } from '@hookline/contract';
import { QueryObserver, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiFault } from '../../api/api-fault.js';
import { meQuery } from '../../api/account.js';
import { call } from '../../api/call.js';
import { flowQuery, isFlowGone } from '../../api/flows.js';
import { notifyFault } from '../../ui/notify.js';
import { spokenNow } from '../../words/speech.js';
import type { EditorStore } from './editor-store.js';
import { offerFlush } from './flush-draft.js';
import { comeBack, leaveEditor, type Said, type Saver } from './leave-editor.js';
import { locateFaults } from './locate-faults.js';
import { startAutosave, type SaveOutcome } from './start-autosave.js';

/** A server that was cut off in the middle never answers. */
const patienceMs = 20_000;

/** Keeps the draft saved while the editor is open, and after it as long as something is unsaved. */
export function useAutosave(store: EditorStore): void {
  const client = useQueryClient();
  useEffect(() => {
    const saver = comeBack(store) ?? startSaver(store, client);
    const unwatch = saver.whenGone(() => store.setState({ saveState: 'gone' }));
    // Leaving for another page of ours is no reason to lose the last words.
    return () => {
      unwatch();
      void leaveEditor(store, saver, said);
    };
  }, [client, store]);
}

function startSaver(store: EditorStore, client: QueryClient): Saver {
  const id = store.getState().flow.id;
  const whoWaits = new Set<() => void>();
  const tellGone = () => whoWaits.forEach((tell) => tell());
  const autosave = startAutosave(store, async (draft) => {
    const outcome = await save(client, id, draft);
    if (outcome.outcome === 'saved') tellOthers(client, outcome.flow);
    if (outcome.outcome === 'refused' && outcome.isGone) tellGone();
    return outcome;
  });
  const hold = (event: BeforeUnloadEvent) => {
    const { document, saved } = store.getState();
    if (document !== saved) event.preventDefault();
  };
  const again = () => void autosave.flush();
  const withdraw = offerFlush(id, autosave.flush);
  window.addEventListener('beforeunload', hold);
  window.addEventListener('online', again);
  return {
    flush: autosave.flush,
    stop: () => {
      window.removeEventListener('beforeunload', hold);
      window.removeEventListener('online', again);
      withdraw();
      autosave.stop();
    },
    whenGone: (tell) => {
      whoWaits.add(tell);
      // Nothing is sent while all is saved, or a conflict waits: the flow is asked for, as often as flows change.
      const flow = new QueryObserver(client, flowQuery(id));
      const unsubscribe = flow.subscribe(({ error }) => isFlowGone(error) && tellGone());
      return () => {
        whoWaits.delete(tell);
        unsubscribe();
      };
    },
  };
}

const said: Said = {
  onUnsaved: (flow) => {
    const { t } = spokenNow();
    notifyFault(t('editor.left.title', { flow }), t('editor.left.help'));
  },
  onGone: (flow) => {
    const { t } = spokenNow();
    notifyFault(t('editor.left.gone', { flow }), t('editor.left.goneHelp'));
  },
};

type Draft = { readonly document: FlowView['draft']; readonly revision: number };

async function save(client: QueryClient, id: string, draft: Draft): Promise<SaveOutcome> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const flow = await call(saveDraft, { params: { id }, body: draft, signal });
    return { outcome: 'saved', flow };
  } catch (error) {
    // Cut off in the middle of its answer.
    if (!(error instanceof ApiFault)) return { outcome: 'unreachable' };
    if (error.code === 'draft_changed') {
      const theirs = await client.fetchQuery({ ...flowQuery(id), staleTime: 0 }).catch(() => null);
      return theirs ? { outcome: 'changed', theirs } : { outcome: 'unreachable' };
    }
    const isSignedOut = error.code === 'not_signed_in';
    // Whoever is asked who is there leads to the door; the edits wait for their author.
    if (isSignedOut) void client.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined);
    const mayPass = error.status === 0 || error.status === 429 || error.status >= 500;
    return mayPass || isSignedOut
      ? { outcome: 'unreachable' }
      : { outcome: 'refused', problems: locateFaults(error), isGone: isFlowGone(error) };
  }
}

function tellOthers(client: QueryClient, flow: FlowView): void {
  client.setQueryData(flowQuery(flow.id).queryKey, flow);
  void client.invalidateQueries({ queryKey: ['flows', 'list'] });
}

import type { FlowDocument, FlowProblem, FlowView } from '@hookline/contract';
import { savedAs, savedByUs, type EditorStore } from './editor-store.js';

/** What came of a save; the words of the wire are translated where this is called. */
export type SaveOutcome =
  | { readonly outcome: 'saved'; readonly flow: FlowView }
  | { readonly outcome: 'changed'; readonly theirs: FlowView }
  | {
      readonly outcome: 'refused';
      readonly problems: readonly FlowProblem[];
      /** There is no such flow any more. */
      readonly isGone?: boolean;
    }
  | { readonly outcome: 'unreachable' };

type Save = (given: { document: FlowDocument; revision: number }) => Promise<SaveOutcome>;

export type Autosave = {
  /** Saves at once what is unsaved; true when the server then has everything. */
  readonly flush: () => Promise<boolean>;
  readonly stop: () => void;
};

const retryMs = [2_000, 5_000, 10_000, 30_000];

/** Saves the draft a moment after each change; keeps trying while the server cannot be reached. */
export function startAutosave(store: EditorStore, save: Save, delayMs = 800): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let failures = 0;

  const isDirty = () => store.getState().document !== store.getState().saved;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
  };
  const run = (): Promise<void> => {
    clearTimeout(timer);
    running ??= once().finally(() => {
      running = null;
      if (store.getState().saveState === 'unsaved') later(delayMs);
    });
    return running;
  };
  const once = async () => {
    const { document, revision, saveState } = store.getState();
    if (saveState === 'conflict' || saveState === 'gone') return;
    if (document === store.getState().saved) {
      store.setState({ saveState: 'saved' });
      return;
    }
    store.setState(({ sent }) => ({
      saveState: 'saving',
      sent: sent.includes(document) ? sent : [...sent, document],
    }));
    const result = await save({ document, revision });
    failures = result.outcome === 'unreachable' ? failures + 1 : 0;
    settle(store, document, result);
    if (result.outcome === 'unreachable')
      later(retryMs[Math.min(failures, retryMs.length) - 1] ?? 0);
  };

  const unsubscribe = store.subscribe((state, before) => {
    const isEdited = state.document !== before.document || state.revision !== before.revision;
    if (isEdited && state.saveState !== 'saving' && isDirty()) later(delayMs);
  });
  return {
    flush: async () => {
      for (let tries = 0; tries < 3 && isDirty(); tries += 1) await run();
      return !isDirty() && store.getState().saveState === 'saved';
    },
    stop: () => {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

function settle(store: EditorStore, sent: FlowDocument, result: SaveOutcome): void {
  // Whatever an answer from before says.
  if (store.getState().saveState === 'gone') return;
  const isStill = store.getState().document === sent;
  switch (result.outcome) {
    case 'saved':
      // What was sent is what is saved, under our own object: the page is not drawn anew.
      store.setState({
        ...savedAs(result.flow),
        saved: sent,
        saveState: isStill ? 'saved' : 'unsaved',
      });
      break;
    case 'changed':
      store.setState(
        savedByUs(store.getState(), result.theirs) ?? {
          saveState: 'conflict',
          theirs: result.theirs,
        },
      );
      break;
    case 'refused':
      if (result.isGone) store.setState({ saveState: 'gone' });
      else
        store.setState({
          saveState: isStill ? 'refused' : 'unsaved',
          serverProblems: result.problems,
        });
      break;
    case 'unreachable':
      store.setState({ saveState: 'offline' });
  }
}

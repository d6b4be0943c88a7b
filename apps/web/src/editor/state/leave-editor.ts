import type { FlowView } from '@hookline/contract';
import type { EditorStore } from './editor-store.js';
import { dropEditor, keepEditor, keptStore, noteOpened } from './kept-editors.js';

/** What saves the draft of an editor, until it is told to stop. */
export type Saver = {
  readonly flush: () => Promise<boolean>;
  readonly stop: () => void;
  /** Tells once the flow is no more; gives what ends that. */
  readonly whenGone: (tell: () => void) => () => void;
};

/** What is said of an editor that was left: its edits wait to be saved, or there is nothing to save them to. */
export type Said = {
  readonly onUnsaved: (flowName: string) => void;
  readonly onGone: (flowName: string) => void;
};

const left = new Map<string, { readonly store: EditorStore; readonly saver: Saver }>();
/** Flows that were deleted on this page. */
const gone = new Set<string>();

/** The editor of a flow as it was left: with what is not saved yet, or else while nobody else changed the draft. */
export const leftStore = (flow: FlowView): EditorStore | undefined =>
  left.get(flow.id)?.store ?? keptStore(flow);

/** Somebody looks at an editor; what saves one that was left unsaved goes on, and tries at once. */
export function comeBack(store: EditorStore): Saver | undefined {
  noteOpened(store);
  const flowId = store.getState().flow.id;
  const found = left.get(flowId);
  if (found?.store !== store) return undefined;
  left.delete(flowId);
  void found.saver.flush();
  return found.saver;
}

/** An editor that nobody looks at any more goes on saving until the server has everything, and then is kept. */
export async function leaveEditor(store: EditorStore, saver: Saver, said: Said): Promise<void> {
  const { id, name } = store.getState().flow;
  if (gone.has(id)) return saver.stop();
  if (store.getState().saveState === 'gone') {
    // Whoever leaves was told that nothing is saved any more; what is on the screen stays to be read again.
    saver.stop();
    return keepEditor(store);
  }
  left.set(id, { store, saver });
  const isLeft = () => left.get(id)?.saver === saver;
  let isOver = false;
  const end = () => {
    isOver = true;
    unsubscribe();
    unwatch();
    if (!isLeft()) return false;
    left.delete(id);
    saver.stop();
    return true;
  };
  const endIfSaved = () => {
    const { document, saved } = store.getState();
    if (isOver || (isLeft() && document !== saved)) return;
    if (end()) keepEditor(store);
  };
  const unsubscribe = store.subscribe(endIfSaved);
  const unwatch = saver.whenGone(() => {
    if (!isOver && end()) said.onGone(name);
  });
  await saver.flush();
  endIfSaved();
  if (!isOver) said.onUnsaved(name);
}

/** Somebody deleted the flow here, knowingly: what was not saved of it goes with it. */
export function forgetEditor(flowId: string): void {
  gone.add(flowId);
  left.get(flowId)?.saver.stop();
  left.delete(flowId);
  dropEditor(flowId);
}

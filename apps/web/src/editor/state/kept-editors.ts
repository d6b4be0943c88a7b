import { isSameValue, type FlowView } from '@hookline/contract';
import type { EditorStore } from './editor-store.js';

const mostKept = 5;

/** Editors that were left with everything saved, the one left last at the end. */
const kept = new Map<string, EditorStore>();
/** While whom an editor was open: what it holds is nobody else's. */
const openedIn = new WeakMap<EditorStore, object>();
let session = {};

/** The editor of a flow as it was left; none when somebody else has changed the draft meanwhile. */
export function keptStore(flow: FlowView): EditorStore | undefined {
  const store = kept.get(flow.id);
  if (!store) return undefined;
  const { revision, document } = store.getState();
  const isOurs = flow.draftRevision <= revision || isSameValue(flow.draft, document);
  return isOurs ? store : undefined;
}

/** An editor is looked at, by whoever is signed in. */
export function noteOpened(store: EditorStore): void {
  openedIn.set(store, session);
  kept.delete(store.getState().flow.id);
}

/** Keeps an editor whose draft is saved as long as the page lives: its history, its sample, what its tests gave. */
export function keepEditor(store: EditorStore): void {
  const { flow, mode } = store.getState();
  if (mode !== 'edit' || openedIn.get(store) !== session) return;
  store.setState({ armed: null, dragged: null, wantedField: null });
  kept.delete(flow.id);
  kept.set(flow.id, store);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

/** The draft was changed on another page of ours: in its editor that is a change as any other, to be undone. */
export function tellKept(flow: FlowView): void {
  kept.get(flow.id)?.getState().receive(flow);
}

/** The flow is no more, and what was open of it is not kept either. */
export function dropEditor(flowId: string): void {
  kept.delete(flowId);
}

/** Whoever was signed in no longer is. */
export function dropEditors(): void {
  kept.clear();
  session = {};
}

import { createStore } from 'zustand/vanilla';
import type { SaveState } from './editor-store.js';

/** What the rest of the page may know of an open editor, and the one thing that it may ask of it. */
export type EditorStatus = {
  readonly flowId: string;
  readonly saveState: SaveState;
  readonly isDirty: boolean;
  readonly problemCount: number;
  readonly flush: () => Promise<boolean>;
};

const open = createStore<{ status: EditorStatus | null }>()(() => ({ status: null }));

/** Saves what is unsaved in the open editor; true when the server has everything. */
export async function flushDraft(): Promise<boolean> {
  return (await open.getState().status?.flush()) ?? true;
}

export function announceStatus(status: EditorStatus | null): void {
  open.setState({ status });
}

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { EditorActions, EditorState, EditorStore } from './editor-store.js';
import type { Catalog } from '../words/catalog.js';

export type EditorTools = { readonly store: EditorStore; readonly catalog: Catalog };

export const EditorContext = createContext<EditorTools | null>(null);

export function useEditorTools(): EditorTools {
  const tools = useContext(EditorContext);
  if (!tools) throw new Error('this part of the editor stands outside of it');
  return tools;
}

/** Reads the editor's state; give selectors from outside of components, or stable ones. */
export function useEditor<T>(select: (state: EditorState & EditorActions) => T): T {
  return useStore(useEditorTools().store, select);
}

export function useCatalog(): Catalog {
  return useEditorTools().catalog;
}

import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/use-say.js';
import { namesOf } from '../state/document-shape.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import { namePathOf } from './describe-step.js';
import type { Language, NamePath } from './name-path.js';

export type SpokenLanguage = Language & { readonly namePath: NamePath };

export const LanguageContext = createContext<SpokenLanguage | null>(null);

/** Our words, the catalogue's words, and names of template paths, in the reader's language. */
export function useLanguage(): SpokenLanguage {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('this part of the editor stands outside of it');
  return language;
}

/** Stays the same object while nothing that is named changes, so that typing redraws no other card. */
export function useLanguageSource(): SpokenLanguage {
  const { t } = useTranslation();
  const say = useSay();
  const { store, catalog } = useEditorTools();
  const names = useEditor(namesOf);
  return useMemo(() => {
    const namePath = namePathOf(store.getState().document, catalog, { t, say });
    return { t, say, namePath, names };
  }, [t, say, store, catalog, names]);
}

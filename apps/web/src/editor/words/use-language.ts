import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/use-say.js';
import { useCatalog, useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { namePathOf } from './describe-step.js';
import type { Language, NamePath } from './name-path.js';

const documentOf = (state: EditorState) => state.document;

/** Our words, the catalogue's words, and names of template paths, in the reader's language. */
export function useLanguage(): Language & { readonly namePath: NamePath } {
  const { t } = useTranslation();
  const say = useSay();
  const catalog = useCatalog();
  const document = useEditor(documentOf);
  return useMemo(
    () => ({ t, say, namePath: namePathOf(document, catalog, { t, say }) }),
    [t, say, document, catalog],
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSample } from '../preview/use-sample.js';
import { useSeenFields } from '../preview/use-seen-fields.js';
import { useCatalog, useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { pickerEntries, type PickerEntry } from '../template/picker-entries.js';
import { useLanguage } from '../words/use-language.js';

export type WireSource = {
  readonly path: string;
  readonly label: string;
  readonly group: string;
  /** The value in the chosen event, or an example of one that it does not have. */
  readonly value: string;
  /** Of a hundred events, how many carried it; null where it is not of the event or nobody knows. */
  readonly sharePercent: number | null;
  readonly isInSample: boolean;
};

const documentOf = (state: EditorState) => state.document;

/** Everything that a field of a step can be filled from: the chosen event, what earlier events carried, earlier steps. */
export function useWireSources(stepId: string): readonly WireSource[] {
  const { i18n } = useTranslation();
  const catalog = useCatalog();
  const words = useLanguage();
  const document = useEditor(documentOf);
  const { context } = useSample();
  const seen = useSeenFields();
  return useMemo(() => {
    const given = { ...words, document, catalog, context, seen, stepId, language: i18n.language };
    const entries = pickerEntries(given).flatMap((entry) => toSource(entry) ?? []);
    const first = entries.filter(({ path }) => path.startsWith('trigger'));
    const rest = entries.filter(({ path }) => !path.startsWith('trigger'));
    return [...first, ...rest];
  }, [words, document, catalog, context, stepId, i18n.language, seen]);
}

function toSource({ pick, detail, ...entry }: PickerEntry): WireSource | null {
  if (pick.kind !== 'path') return null;
  const { label, group, sharePercent, isInSample } = entry;
  return { path: pick.path, label, group, value: detail, sharePercent, isInSample };
}

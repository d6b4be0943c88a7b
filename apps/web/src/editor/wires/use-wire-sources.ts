import { listSeenFields, type FlowView } from '@hookline/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { useSample } from '../preview/use-sample.js';
import { valueInLine } from '../preview/value-in-words.js';
import { useCatalog, useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { pickerEntries, type PickerEntry } from '../template/picker-entries.js';
import { canWrite, writePath } from '../template/template-path.js';
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

const flowOf = (state: EditorState): FlowView => state.flow;
const documentOf = (state: EditorState) => state.document;

const seenFieldsQuery = (id: string) =>
  queryOptions({
    queryKey: ['seen-fields', id],
    queryFn: ({ signal }) => call(listSeenFields, { params: { id }, signal }),
    staleTime: 60_000,
  });

/** Everything that a field of a step can be filled from: the chosen event, what earlier events carried, earlier steps. */
export function useWireSources(stepId: string): readonly WireSource[] {
  const { i18n } = useTranslation();
  const catalog = useCatalog();
  const words = useLanguage();
  const flow = useEditor(flowOf);
  const document = useEditor(documentOf);
  const { context } = useSample();
  const { data: seen } = useQuery(seenFieldsQuery(flow.id));
  return useMemo(() => {
    const given = { ...words, document, catalog, context, stepId, language: i18n.language };
    const entries = pickerEntries(given).flatMap((entry) => toSource(entry) ?? []);
    const known = new Map(
      (seen?.fields ?? [])
        .filter(({ segments }) => segments.every(canWrite))
        .map((field) => [writePath(['trigger', ...field.segments]), field]),
    );
    const share = (path: string) => {
      const field = known.get(path);
      if (!seen || seen.events === 0 || !path.startsWith('trigger')) return null;
      return Math.round(((field?.count ?? 0) / seen.events) * 100);
    };
    const there = new Set(entries.map(({ path }) => path));
    const group = entries.find(({ path }) => path.startsWith('trigger.'))?.group;
    const others = [...known].flatMap(([path, { examples }]): WireSource[] => {
      if (there.has(path)) return [];
      const value = valueInLine(examples[0] ?? null, 60);
      const label = words.namePath(path);
      const own = group ?? words.t('editor.roots.trigger');
      return [{ path, label, group: own, value, sharePercent: share(path), isInSample: false }];
    });
    const first = entries.filter(({ path }) => path.startsWith('trigger'));
    const rest = entries.filter(({ path }) => !path.startsWith('trigger'));
    return [...first.map((one) => ({ ...one, sharePercent: share(one.path) })), ...others, ...rest];
  }, [words, document, catalog, context, stepId, i18n.language, seen]);
}

function toSource({ pick, label, group, detail }: PickerEntry): WireSource | null {
  if (pick.kind !== 'path') return null;
  return { path: pick.path, label, group, value: detail, sharePercent: null, isInSample: true };
}

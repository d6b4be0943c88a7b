import type { FlowView, SeenField } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { seenFieldsQuery } from '../../api/flows.js';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { canWrite, writePath } from '../template/template-path.js';

/** What past events carried, by the path that a template reads it by. */
export type SeenFields = {
  readonly byPath: ReadonlyMap<string, SeenField>;
  /** Of a hundred events, how many carried it; null where nobody counted, or it is none of the event's. */
  readonly shareOf: (path: string) => number | null;
};

const flowIdOf = (state: EditorState): FlowView['id'] => state.flow.id;

const rootOf = ({ at }: SeenField): readonly string[] =>
  at === undefined ? ['trigger'] : ['event', at];

/** Every field that any event of the flow ever had. */
export function useSeenFields(): SeenFields {
  const flowId = useEditor(flowIdOf);
  const { data } = useQuery(seenFieldsQuery(flowId));
  return useMemo(() => {
    const byPath = new Map(
      (data?.fields ?? [])
        .filter(({ segments }) => segments.every(canWrite))
        .map((field) => [writePath([...rootOf(field), ...field.segments]), field]),
    );
    const shareOf = (path: string) => {
      const isCounted = /^(?:trigger|event\.(?:query|headers))\b/.test(path);
      if (!data || data.events === 0 || !isCounted) return null;
      return Math.min(100, Math.round(((byPath.get(path)?.count ?? 0) / data.events) * 100));
    };
    return { byPath, shareOf };
  }, [data]);
}

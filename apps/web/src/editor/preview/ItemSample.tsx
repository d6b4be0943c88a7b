import { locateStep, walkSteps } from '@hookline/contract';
import { useMemo, type ReactNode } from 'react';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { firstItem } from './first-item.js';
import { SampleContext, useSample } from './use-sample.js';

const documentOf = (state: EditorState) => state.document;

/** Inside of a loop a sample has an element too: the first one of the list. */
export function ItemSample({ stepId, children }: { stepId: string; children: ReactNode }) {
  const sample = useSample();
  const flow = useEditor(documentOf);
  const loops = walkSteps(flow).find(({ step }) => step.id === stepId)?.loops ?? [];
  const lists = loops.flatMap((id) => {
    const loop = locateStep(flow, id)?.step;
    return loop?.type === 'loop' ? [loop.items] : [];
  });
  const key = JSON.stringify(lists);
  const inside = useMemo(() => {
    const items: readonly string[] = JSON.parse(key);
    return items.reduce((outer, list) => firstItem(outer, list), sample);
  }, [sample, key]);
  return <SampleContext value={inside}>{children}</SampleContext>;
}

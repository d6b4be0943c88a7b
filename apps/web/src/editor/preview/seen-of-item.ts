import { walkSteps, writePath, type FlowDocument } from '@hookline/contract';
import { splitTemplate } from '../template/split-template.js';
import { readReference } from '../template/template-path.js';
import type { SeenFields } from './seen-fields.js';

/** What past events had in the elements that a step's innermost loop goes through, by the path from `item`. */
export function seenOfItem(seen: SeenFields, document: FlowDocument, stepId: string): SeenFields {
  const list = listOf(document, stepId);
  if (list === null) return { byPath: new Map(), shareOf: () => null };
  const element = `${writePath([...list, '0'])}.`;
  const byPath = [...seen.byPath].flatMap(([path, field]) =>
    path.startsWith(element) ? [[`item.${path.slice(element.length)}`, field] as const] : [],
  );
  return {
    byPath: new Map(byPath),
    shareOf: (path) =>
      path.startsWith('item.') ? seen.shareOf(element + path.slice('item.'.length)) : null,
  };
}

/** Where the list of a loop stands; `null` when it is more than a path, or of the output of a step. */
function listOf(document: FlowDocument, stepId: string): readonly string[] | null {
  const placed = walkSteps(document);
  const loops = placed.find(({ step }) => step.id === stepId)?.loops ?? [];
  let list: readonly string[] | null = null;
  for (const id of loops) {
    const loop = placed.find(({ step }) => step.id === id)?.step;
    const [only, ...others] = loop?.type === 'loop' ? splitTemplate(loop.items) : [];
    const isWhole = only?.kind === 'expression' && others.length === 0;
    const path = isWhole ? readReference(only.inner) : null;
    if (path?.[0] === 'item') list = list === null ? null : [...list, '0', ...path.slice(1)];
    else list = path?.[0] === 'trigger' ? path : null;
  }
  return list;
}

import type { FlowDocument } from '../document.js';
import { idsWithin } from './locate-step.js';

const longestId = 40;

/** A readable id that no step or branch of the document has: `lead`, then `lead_2`. */
export function freshStepId(document: Pick<FlowDocument, 'steps'>, base: string): string {
  return freshId(takenIds(document), base);
}

export function takenIds(document: Pick<FlowDocument, 'steps'>): ReadonlySet<string> {
  return new Set(document.steps.flatMap(idsWithin));
}

export function freshId(taken: ReadonlySet<string>, base: string): string {
  const root = identifier(base);
  if (!taken.has(root)) return root;
  // `lead_2` copied again becomes `lead_3`, not `lead_2_2`.
  const stem = root.replace(/_\d+$/, '');
  for (let count = 2; ; count += 1) {
    const tail = `_${count}`;
    const candidate = `${stem.slice(0, longestId - tail.length)}${tail}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function identifier(base: string): string {
  const letters = base
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .replace(/_+$/, '')
    .slice(0, longestId);
  return letters === '' ? 'step' : letters;
}

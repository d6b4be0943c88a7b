import { locateStep, type Place } from '@hookline/contract';
import type { EditorState } from '../state/editor-store.js';
import { triggerId } from '../state/trigger-id.js';

/** Where a click in the palette adds: the armed gap, else after the selected step, else at the end. */
export function whereToAdd({ armed, selection, document }: EditorState): Place {
  if (armed) return armed;
  if (selection === triggerId) return { in: 'root', index: 0 };
  const found = selection === null ? undefined : locateStep(document, selection);
  if (found) return { ...found.at, index: found.at.index + 1 };
  return { in: 'root', index: document.steps.length };
}

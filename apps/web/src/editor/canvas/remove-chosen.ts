import { idsWithin, outermostSteps, walkSteps } from '@hookline/contract';
import type { EditorStore } from '../state/editor-store.js';
import { triggerId } from '../state/trigger-id.js';
import type { StepDeeds } from './use-step-deeds.js';

/** Removes steps by key; the keyboard goes on from the card before them. */
export function removeChosen(
  store: EditorStore,
  ids: readonly string[],
  { remove, canvas }: Pick<StepDeeds, 'remove'> & { canvas: HTMLElement },
): void {
  const { document, select } = store.getState();
  const gone = new Set(outermostSteps(document, ids).flatMap(idsWithin));
  const order = walkSteps(document).map(({ step }) => step.id);
  const before = order[order.findIndex((id) => gone.has(id)) - 1] ?? triggerId;
  remove(ids);
  select(before);
  const card = canvas.querySelector<HTMLElement>(`[data-card="${before}"] .hl-node-main`);
  (card ?? canvas).focus();
}

import {
  freshId,
  freshStepId,
  takenIds,
  type ActionDescription,
  type ActionStep,
  type FlowDocument,
  type JsonValue,
  type Step,
} from '@hookline/contract';
import type { PaletteItem } from './palette-items.js';

/** A fresh step for a palette item, with an id that reads well in templates. */
export function newStep(document: FlowDocument, item: PaletteItem): Step {
  if (item.app && item.action !== null) {
    const action = item.app.actions.find((one) => one.key === item.action);
    const id = freshStepId(document, idBase(item.app.key, item.action));
    return newAction({ id, app: item.app.key, action: item.action }, action);
  }
  const id = freshStepId(document, item.key);
  if (item.key === 'delay') return { id, type: 'delay', for: { minutes: 15 } };
  if (item.key === 'respond') {
    return { id, type: 'respond', reply: { kind: 'json', body: { ok: true } } };
  }
  if (item.key === 'loop') return { id, type: 'loop', items: '', steps: [] };
  const when = { all: [{ left: '', op: 'is_not_empty' as const }] };
  if (item.key === 'filter') return { id, type: 'filter', when };
  const branchId = freshId(new Set([...takenIds(document), id]), `${id}_a`);
  const branches = [{ id: branchId, when, steps: [] }];
  return { id, type: 'branch', mode: 'first', branches, otherwise: [] };
}

export function newAction(
  given: { id: string; app: string; action: string },
  description: ActionDescription | undefined,
): ActionStep {
  const defaults = (description?.input ?? []).flatMap((field): [string, JsonValue][] =>
    field.default === undefined ? [] : [[field.key, field.default]],
  );
  return { ...given, type: 'action', connectionId: null, input: Object.fromEntries(defaults) };
}

/** `insert_row` gives `row`; an action of one word says less than its app does. */
function idBase(app: string, action: string): string {
  return action.includes('_') ? (action.split('_').at(-1) ?? app) : app;
}

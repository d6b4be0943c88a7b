import type { JsonValue } from '../json.js';
import { compareValues, type ValueChange } from './compare-values.js';
import type { FlowDocument, Trigger } from './document.js';
import { locateStep } from './operations/locate-step.js';
import { listKey } from './operations/place.js';
import type { Step } from './step.js';
import { walkSteps } from './walk-steps.js';

export type FlowChange =
  | { readonly kind: 'renamed'; readonly before: string; readonly after: string }
  | {
      readonly kind: 'source';
      readonly before: Trigger;
      readonly after: Trigger;
      readonly values: readonly ValueChange[];
    }
  /** How the flow receives and runs: the pointer of each value begins with the part of the document. */
  | { readonly kind: 'settings'; readonly values: readonly ValueChange[] }
  | { readonly kind: 'added' | 'removed' | 'moved'; readonly step: Step }
  | {
      readonly kind: 'changed';
      readonly before: Step;
      readonly after: Step;
      readonly values: readonly ValueChange[];
    };

/** What one document has otherwise than another, in the order in which a reader of the later one meets it. */
export function compareFlows(before: FlowDocument, after: FlowDocument): readonly FlowChange[] {
  const changes: FlowChange[] = [];
  if (before.name !== after.name) {
    changes.push({ kind: 'renamed', before: before.name, after: after.name });
  }
  const source = compareValues(toJson(before.trigger), toJson(after.trigger));
  if (source.length > 0) {
    changes.push({ kind: 'source', before: before.trigger, after: after.trigger, values: source });
  }
  const settings = compareValues(settingsOf(before), settingsOf(after));
  if (settings.length > 0) changes.push({ kind: 'settings', values: settings });
  const old = new Map(walkSteps(before).map(({ step }) => [step.id, step]));
  const now = new Map(walkSteps(after).map(({ step }) => [step.id, step]));
  const moved = movedSteps(before, after);
  for (const [id, step] of now) {
    const was = old.get(id);
    if (!was) changes.push({ kind: 'added', step });
    else {
      if (moved.has(id)) changes.push({ kind: 'moved', step });
      const values = compareValues(ownValues(was), ownValues(step));
      if (values.length > 0) changes.push({ kind: 'changed', before: was, after: step, values });
    }
  }
  for (const [id, step] of old) if (!now.has(id)) changes.push({ kind: 'removed', step });
  return changes;
}

/** Each part as a whole, as a reader thinks of it. */
const settingsOf = ({ order, endpoint, answer, masks }: FlowDocument): JsonValue =>
  toJson({
    endpoint: endpoint && [endpoint],
    order: order && [order],
    answer: answer && [answer],
    masks,
  });

/** What a step holds of itself: not the steps inside of it, and its branches by their ids. */
function ownValues(step: Step): JsonValue {
  // A condition is one thing to a reader: in a list it is compared as a whole.
  if (step.type === 'filter') return toJson({ ...step, id: undefined, when: [step.when] });
  if (step.type === 'loop') return toJson({ ...step, id: undefined, steps: undefined });
  if (step.type !== 'branch') return toJson({ ...step, id: undefined });
  const branches = Object.fromEntries(
    step.branches.map(({ id, label, when }) => [id, { label, when: [when] }]),
  );
  const { name, note, type, mode } = step;
  return toJson({ name, note, type, mode, branches });
}

/** JSON has no `undefined`: a member that holds it is not there. */
function toJson(value: unknown): JsonValue {
  const plain: JsonValue = JSON.parse(JSON.stringify(value));
  return plain;
}

/** Steps that stand in another list, or in another order among those that stayed in theirs. */
function movedSteps(before: FlowDocument, after: FlowDocument): ReadonlySet<string> {
  const moved = new Set<string>();
  const stayed = new Map<string, { ids: string[]; places: Map<string, number> }>();
  for (const { step } of walkSteps(after)) {
    const [was, is] = [locateStep(before, step.id)?.at, locateStep(after, step.id)?.at];
    if (!was || !is) continue;
    if (listKey(was) !== listKey(is)) {
      moved.add(step.id);
      continue;
    }
    const list = stayed.get(listKey(is)) ?? { ids: [], places: new Map<string, number>() };
    list.ids.push(step.id);
    list.places.set(step.id, was.index);
    stayed.set(listKey(is), list);
  }
  for (const { ids, places } of stayed.values()) {
    const kept = longestRising(ids.map((id) => places.get(id) ?? 0));
    ids.forEach((id, index) => {
      if (!kept.has(index)) moved.add(id);
    });
  }
  return moved;
}

/** The positions of the longest rising run of numbers, gaps allowed: all that need not have moved. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const runs: number[][] = [];
  numbers.forEach((number, at) => {
    const before = runs.filter((run) => (numbers[run.at(-1) ?? 0] ?? 0) < number);
    runs.push([...longest(before), at]);
  });
  return new Set(longest(runs));
}

const longest = (runs: readonly number[][]): readonly number[] =>
  runs.reduce<readonly number[]>((best, run) => (run.length > best.length ? run : best), []);

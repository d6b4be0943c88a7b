import {
  walkSteps,
  type ActionStep,
  type Step,
  type FlowDocument,
  type FlowProblemCode,
  type JsonValue,
  type PlacedStep,
} from '@hookline/contract';
import { checkValue, type TemplateFaultCode } from '@hookline/mapping';
import type { StepProblem } from './locate-problems.js';
import type { Catalog } from '../words/catalog.js';
import { isVisible } from '../fields/is-visible.js';
import { readPath } from '../template/template-path.js';
import { splitTemplate } from '../template/split-template.js';

type Code = FlowProblemCode | TemplateFaultCode;

/** What the page can see by itself, at once: gaps in required fields, broken templates, lost references. */
export function findProblems(document: FlowDocument, catalog: Catalog): readonly StepProblem[] {
  const steps = walkSteps(document);
  const ids = new Set(steps.map(({ step }) => step.id));
  return steps.flatMap((placed) => findStepProblems({ ...placed, ids }, catalog));
}

type Placed = Pick<PlacedStep, 'step' | 'before' | 'loops'> & {
  /** Of all steps that there are. */
  readonly ids: ReadonlySet<string>;
};

/** The same for one step, which knows what surely runs before it. */
export function findStepProblems(placed: Placed, catalog: Catalog): StepProblem[] {
  const { step, loops } = placed;
  const at = (pointer: string, code: Code, about?: string): StepProblem => {
    return { stepId: step.id, pointer, code, message: '', about };
  };
  const found: StepProblem[] = [];
  if (step.type === 'action') found.push(...gapsOf(step, catalog).map((one) => at(...one)));
  if (step.type === 'loop' && step.items.trim() === '') found.push(at('/items', 'required'));
  for (const [pointer, value] of templatesOf(step)) {
    for (const { pointer: inner, problem } of checkValue(value)) {
      found.push({ ...at(pointer + inner, problem.code, problem.about), message: problem.message });
    }
    for (const [root, id] of referencesIn(value)) {
      const code = root === 'steps' && id !== undefined && faultOfReference(id, placed);
      if (code) found.push(at(pointer, code, id));
      if ((root === 'item' || root === 'index') && loops.length === 0) {
        found.push(at(pointer, 'item_outside', root));
      }
    }
  }
  return found;
}

function faultOfReference(id: string, { step, before, ids }: Placed): Code | null {
  if (before.includes(id)) return null;
  if (id === step.id) return 'own_result';
  return ids.has(id) ? 'unknown_reference' : 'reference_gone';
}

type Gap = [pointer: string, code: FlowProblemCode];

function gapsOf(step: ActionStep, catalog: Catalog): Gap[] {
  const action = catalog.action(step.app, step.action);
  if (!action) return [['/action', 'unknown_action']];
  const gaps: Gap[] = action.input
    .filter((field) => field.required && field.default === undefined)
    .filter((field) => isVisible(field, step.input) && isBlank(step.input[field.key]))
    .map((field) => [`/input/${field.key}`, 'required']);
  const needsConnection = action.connection === 'required' && step.connectionId === null;
  return needsConnection ? [['/connectionId', 'connection_missing'], ...gaps] : gaps;
}

export function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function templatesOf(step: Step): [string, JsonValue][] {
  switch (step.type) {
    case 'action':
      return Object.entries(step.input).map(([key, value]) => [`/input/${key}`, value]);
    case 'filter':
      return [['/when', toJson(step.when)]];
    case 'respond':
      return [['/reply', toJson(step.reply)]];
    case 'loop':
      return [['/items', step.items]];
    case 'delay':
      return step.until === undefined ? [] : [['/until', step.until]];
    case 'branch':
      return step.branches.map((branch, index) => [`/branches/${index}/when`, toJson(branch.when)]);
  }
}

/** A condition or an answer is JSON but for `undefined` members, which JSON does not have. */
function toJson(value: unknown): JsonValue {
  const parsed: JsonValue = JSON.parse(JSON.stringify(value));
  return parsed;
}

type Reference = readonly [root: string, id: string | undefined];

function referencesIn(value: JsonValue): readonly Reference[] {
  if (typeof value === 'string') {
    return splitTemplate(value).flatMap((part) =>
      part.kind === 'expression' ? pathsOf(part.inner) : [],
    );
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((inner: JsonValue) => referencesIn(inner));
}

const rootsInQuestion = /^(?:steps|item|index)\b/;

function pathsOf(inner: string): Reference[] {
  return inner.split(/[\s()]+/).flatMap((word): Reference[] => {
    const [root, id] = rootsInQuestion.test(word) ? (readPath(word) ?? []) : [];
    return root === undefined ? [] : [[root, id]];
  });
}

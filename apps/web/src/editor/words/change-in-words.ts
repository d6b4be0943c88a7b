import {
  condition,
  locateStep,
  type Branch,
  type FlowChange,
  type FlowDocument,
  type JsonValue,
  type Step,
  type ValueChange,
} from '@hookline/contract';
import { valueInLine } from '../preview/value-in-words.js';
import { triggerId } from '../state/trigger-id.js';
import type { Catalog } from './catalog.js';
import { conditionInWords } from './condition-in-words.js';
import { makeNamePath, type Language, type NamePath } from './name-path.js';
import { stepTitle } from './step-title.js';
import { templateAsText, type Depth } from './template-in-words.js';

/** One value that was changed, as a person calls it and as it reads. */
export type SpokenValue = {
  readonly label: string;
  readonly before: string;
  readonly after: string;
};

export type SpokenChange = {
  readonly kind: FlowChange['kind'];
  /** The step that it is about; none for the flow itself. */
  readonly stepId: string | null;
  readonly title: string;
  readonly values: readonly SpokenValue[];
};

type Known = Language & { readonly catalog: Catalog };
type Sides = { readonly before: FlowDocument; readonly after: FlowDocument };

/** What was changed, in the words of whoever reads it; each side names its steps as it knows them. */
export function changesInWords(
  changes: readonly FlowChange[],
  { before, after }: Sides,
  known: Known,
): readonly SpokenChange[] {
  const names = {
    before: makeNamePath({ document: before, ...known }),
    after: makeNamePath({ document: after, ...known }),
  };
  return changes.map((change): SpokenChange => {
    switch (change.kind) {
      case 'renamed': {
        const label = known.t('flows.change.name');
        const values = [{ label, before: change.before, after: change.after }];
        return { kind: 'renamed', stepId: null, title: known.t('flows.change.flow'), values };
      }
      case 'source':
        return { kind: 'source', stepId: triggerId, ...sourceInWords(change, known) };
      case 'settings': {
        const title = known.t('flows.change.flow');
        const values = change.values.map((one) => settingInWords(one, known));
        return { kind: 'settings', stepId: null, title, values };
      }
      case 'changed': {
        const title = stepTitle(change.after, known);
        const speak = (one: ValueChange) => valueInWords(one, change, { ...known, names });
        return {
          kind: 'changed',
          stepId: change.after.id,
          title,
          values: change.values.map(speak),
        };
      }
      default: {
        const title = stepTitle(change.step, known);
        return { kind: change.kind, stepId: change.step.id, title, values: [] };
      }
    }
  });
}

const parts = ['endpoint', 'order', 'answer', 'masks'] as const;

function settingInWords({ pointer, before, after }: ValueChange, { t }: Known): SpokenValue {
  const part = parts.find((one) => pointer === `/${one}`);
  const speak = (value: JsonValue | undefined) =>
    Array.isArray(value) ? value.map((one) => valueInLine(one, 200)).join(', ') : '';
  return {
    label: part === undefined ? pointer.slice(1) : t(`flowSettings.${part}.title`),
    before: speak(before),
    after: speak(after),
  };
}

type SourceChange = Extract<FlowChange, { kind: 'source' }>;

function sourceInWords({ before, after, values }: SourceChange, { t, say, catalog }: Known) {
  const name = (given: SourceChange['before']) => {
    const trigger = catalog.trigger(given);
    return trigger ? say(trigger.label) : given.event;
  };
  const isOther = before.app !== after.app || before.event !== after.event;
  const label = t('editor.trigger.source');
  return {
    title: name(after),
    values: isOther
      ? [{ label, before: name(before), after: name(after) }]
      : values.map((one) => ({
          label: labelOfSetting(one.pointer, t),
          before: valueInLine(one.before),
          after: valueInLine(one.after),
        })),
  };
}

const labelOfSetting = (pointer: string, t: Known['t']): string =>
  pointer === '/connectionId' ? t('editor.setup.connection') : (pointer.split('/').at(-1) ?? '');

type Pair = { readonly before: Step; readonly after: Step };
type Speaking = Known & { readonly names: { before: NamePath; after: NamePath } };

function valueInWords(change: ValueChange, pair: Pair, known: Speaking): SpokenValue {
  const keys = change.pointer.split('/').slice(1).map(unescape);
  const speak = (depth: Depth) => {
    const words = (side: 'before' | 'after') =>
      spoken(change[side], { t: known.t, namePath: known.names[side], depth });
    return { before: words('before'), after: words('after') };
  };
  // Where the words are the same, the difference lies in what they leave out.
  const told = [speak('short'), speak('full')].find(({ before, after }) => before !== after);
  const label = labelOf(keys, pair, known);
  if (told) return { label, ...told };
  return { label, before: valueInLine(change.before, 400), after: valueInLine(change.after, 400) };
}

const unescape = (key: string): string => key.replace(/~1/g, '/').replace(/~0/g, '~');

const settings = ['name', 'note', 'onError', 'onUnknown', 'retry', 'timeoutSecs'] as const;

function labelOf(keys: readonly string[], { before, after }: Pair, { t, say, catalog }: Known) {
  const [first = '', second = '', ...rest] = keys;
  const setting = settings.find((one) => one === first);
  if (setting) return t(`flows.change.setting.${setting}`);
  if (first === 'when') return t('flows.change.condition');
  if (isOneOf(first, ['for', 'until'])) return t('editor.tools.delay');
  if (first === 'items' || first === 'maxItems') return labelOfLoop(first, t);
  if (first === 'connectionId') return t('editor.setup.connection');
  if (isOneOf(first, ['app', 'action'])) return t('editor.setup.action');
  if (first === 'branches') return labelOfBranch(second, [before, after], t);
  const step = after.type === 'action' ? after : null;
  const field = catalog
    .action(step?.app ?? '', step?.action ?? '')
    ?.input.find((one) => one.key === second);
  return [field ? say(field.label) : second, ...rest].filter(Boolean).join(' › ');
}

const isOneOf = (key: string, keys: readonly string[]): boolean => keys.includes(key);

const labelOfLoop = (key: 'items' | 'maxItems', t: Known['t']): string =>
  key === 'items' ? t('editor.loop.list') : t('editor.loop.most');

function labelOfBranch(id: string, sides: readonly Step[], t: Known['t']): string {
  for (const side of sides) {
    const branches: readonly Branch[] = side.type === 'branch' ? side.branches : [];
    const index = branches.findIndex((one) => one.id === id);
    const label = branches[index]?.label;
    if (index >= 0) return label || t('editor.branch.number', { number: index + 1 });
  }
  return id;
}

type Words = { readonly t: Known['t']; readonly namePath: NamePath; readonly depth: Depth };

function spoken(value: JsonValue | undefined, words: Words): string {
  if (typeof value === 'string') return templateAsText(value, words.namePath, words.depth);
  const when = condition.safeParse(Array.isArray(value) ? value[0] : value);
  if (when.success && value !== null && typeof value === 'object') {
    return conditionInWords(when.data, words);
  }
  return templateAsText(valueInLine(value, 400), words.namePath, words.depth);
}

/** What stands at a step in a document, for the side that has it. */
export function titleIn(document: FlowDocument, id: string, known: Known): string | null {
  const step = locateStep(document, id)?.step;
  return step ? stepTitle(step, known) : null;
}

import { isList, type FieldDescription, type JsonValue, type Step } from '@hookline/contract';
import type { Catalog } from './catalog.js';
import { conditionInWords } from './condition-in-words.js';
import { loopInWords } from './loop-in-words.js';
import { makeNamePath, type Language, type NamePath } from './name-path.js';
import { stepTitle } from './step-title.js';
import type { FlowDocument } from '@hookline/contract';

export type TellingValue = { readonly label: string; readonly template: string };

/** What a card says of its step. */
export type StepDescription = {
  readonly title: string;
  readonly subtitle: string;
  readonly values: readonly TellingValue[];
};

type Known = { readonly catalog: Catalog; readonly namePath: NamePath } & Language;

export function describeStep(step: Step, known: Known): StepDescription {
  const title = stepTitle(step, known);
  if (step.type === 'action') {
    const app = known.catalog.app(step.app);
    const action = known.catalog.action(step.app, step.action);
    const name = app ? known.say(app.label) : step.app;
    const isNamed = step.name !== undefined && action !== undefined;
    const subtitle = isNamed ? `${name} · ${known.say(action.label)}` : name;
    return { title, subtitle, values: tellingValues(step.input, action?.input ?? [], known) };
  }
  if (step.type === 'filter') {
    return { title, subtitle: conditionInWords(step.when, known), values: [] };
  }
  if (step.type === 'loop') return { title, subtitle: loopInWords(step, known), values: [] };
  if (step.type === 'branch') {
    const count = step.branches.length + 1;
    return { title, subtitle: known.t('editor.branch.ways', { count }), values: [] };
  }
  return { title, subtitle: '', values: [] };
}

export function namePathOf(document: FlowDocument, catalog: Catalog, language: Language): NamePath {
  return makeNamePath({ document, catalog, ...language });
}

/** Two values that tell most: required fields before others, filled ones only. */
function tellingValues(
  input: { readonly [key: string]: JsonValue },
  fields: readonly FieldDescription[],
  { say }: Known,
): readonly TellingValue[] {
  const ordered = [...fields].sort((a, b) => Number(b.required) - Number(a.required));
  const found = ordered.flatMap((field): TellingValue[] => {
    const value = input[field.key];
    if (field.kind === 'secret' || value === undefined || value === null || value === '') return [];
    return flat(say(field.label), value);
  });
  return found.slice(0, 2);
}

function flat(label: string, value: JsonValue): TellingValue[] {
  if (typeof value === 'string') return [{ label, template: value }];
  if (value === null || typeof value !== 'object') return [{ label, template: String(value) }];
  if (isList(value)) {
    const items = value.filter((one) => typeof one === 'string' && one !== '');
    return items.length === 0 ? [] : [{ label, template: items.join(', ') }];
  }
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' && one !== '' ? [{ label: key, template: one }] : [],
  );
}

import {
  isObject,
  walkSteps,
  writePath,
  type FlowDocument,
  type JsonValue,
} from '@hookline/contract';
import { helperCatalogue } from '@hookline/mapping';
import { flattenSample } from '../preview/flatten-sample.js';
import type { SeenFields } from '../preview/seen-fields.js';
import { seenOfItem } from '../preview/seen-of-item.js';
import { valueAsRead } from '../preview/value-in-words.js';
import { plainSummary } from './plain-summary.js';
import type { Catalog } from '../words/catalog.js';
import { helperInWords } from '../words/helper-in-words.js';
import { stepTitle } from '../words/step-title.js';
import type { Language, NamePath } from '../words/name-path.js';

export type PickerEntry = {
  readonly key: string;
  readonly label: string;
  /** The sample value, or what the helper does. */
  readonly detail: string;
  readonly group: string;
  /** Of a hundred events, how many carried it; null where it is none of the event's or nobody knows. */
  readonly sharePercent: number | null;
  /** False for what earlier events carried and the chosen one does not: `detail` is an example then. */
  readonly isInSample: boolean;
  /** A few values that past events carried. */
  readonly examples: readonly JsonValue[];
  readonly pick:
    | { readonly kind: 'path'; readonly path: string }
    | { readonly kind: 'helper'; readonly name: string };
};

type Given = Language & {
  readonly namePath: NamePath;
  readonly document: FlowDocument;
  readonly catalog: Catalog;
  readonly context: Readonly<Record<string, JsonValue>>;
  /** Whose field it is; only what surely runs before it is offered. */
  readonly stepId: string;
  readonly language: string;
  readonly seen: SeenFields;
};

/** Everything that can be put into a field of a step, the incoming fields first. */
export function pickerEntries(given: Given): readonly PickerEntry[] {
  return [
    ...itemEntries(given),
    ...triggerEntries(given),
    ...outsideEntries(given),
    ...stepEntries(given),
    ...otherEntries(given),
    ...helpers(given),
  ];
}

/** Inside of a loop its element is what a field is filled from first. */
function itemEntries(given: Given): PickerEntry[] {
  const { document, stepId, context, namePath, t } = given;
  const placed = walkSteps(document).find(({ step }) => step.id === stepId);
  if (!placed || placed.loops.length === 0) return [];
  const group = t('editor.roots.item');
  return [
    ...seenEntries(['item'], context['item'] ?? null, {
      group,
      namePath,
      seen: seenOfItem(given.seen, document, stepId),
    }),
    ...entriesOf(['index'], context['index'] ?? 0, { group, namePath }),
  ];
}

function triggerEntries(given: Given): PickerEntry[] {
  const { context, document, catalog, say, t } = given;
  const app = catalog.app(document.trigger.app);
  const group = app ? say(app.label) : t('editor.roots.trigger');
  return seenEntries(['trigger'], context['trigger'] ?? {}, { ...given, group });
}

/** What a sender says beside the body: in the query of the address, in its own headers. */
function outsideEntries(given: Given): PickerEntry[] {
  const { event = null } = given.context;
  return (['query', 'headers'] as const).flatMap((at) => {
    const value = isObject(event) ? (event[at] ?? {}) : {};
    const group = given.namePath(writePath(['event', at]));
    return seenEntries(['event', at], value, { ...given, group });
  });
}

/** The values of the chosen event at a place, and what earlier ones had there. */
function seenEntries(
  root: readonly string[],
  value: JsonValue,
  { seen, group, namePath }: In & Pick<Given, 'seen'>,
): PickerEntry[] {
  const here = entriesOf(root, value, { group, namePath }).map((entry) => ({
    ...entry,
    sharePercent: seen.shareOf(entry.key),
    examples: seen.byPath.get(entry.key)?.examples ?? [],
  }));
  const known = new Set(here.map(({ key }) => key));
  const below = `${writePath(root)}.`;
  const others = [...seen.byPath].filter(([path]) => path.startsWith(below) && !known.has(path));
  return [
    ...here,
    ...others.map(([path, { examples }]) => ({
      ...entryOf(path, valueAsRead(examples[0], 60), {
        group,
        namePath,
      }),
      sharePercent: seen.shareOf(path),
      isInSample: false,
      examples,
    })),
  ];
}

function stepEntries(given: Given): PickerEntry[] {
  const { document, context, stepId, namePath, catalog } = given;
  const placed = walkSteps(document);
  const before = placed.find(({ step }) => step.id === stepId)?.before ?? [];
  const outputs = context['steps'];
  return placed.flatMap(({ step }) => {
    const output = isObject(outputs) ? outputs[step.id] : undefined;
    if (!before.includes(step.id) || output === undefined) return [];
    const group = stepTitle(step, { catalog, t: given.t, say: given.say });
    return entriesOf(['steps', step.id], output, { group, namePath });
  });
}

function otherEntries({ context, namePath, t }: Given): PickerEntry[] {
  const group = t('editor.picker.other');
  return ['event', 'now', 'flow', 'workspace'].flatMap((root) =>
    entriesOf([root], ownOf(context[root] ?? null), { group, namePath }),
  );
}

/** Without what has a heading of its own. */
function ownOf(value: JsonValue): JsonValue {
  if (!isObject(value)) return value;
  const { query: _, headers: __, ...own } = value;
  return own;
}

type In = { readonly group: string; readonly namePath: NamePath };

function entriesOf(
  root: readonly string[],
  value: JsonValue,
  { group, namePath }: In,
): PickerEntry[] {
  return flattenSample(root, value).map(({ path, value: sample }) =>
    entryOf(path, valueAsRead(sample, 60), { group, namePath }),
  );
}

const entryOf = (path: string, detail: string, { group, namePath }: In): PickerEntry => ({
  key: path,
  label: withoutGroup(namePath(path), group),
  detail,
  group,
  sharePercent: null,
  isInSample: true,
  examples: [],
  pick: { kind: 'path', path },
});

/** Below the heading of its step, a field need not name the step again. */
const withoutGroup = (label: string, group: string): string =>
  label.startsWith(`${group}: `) ? label.slice(group.length + 2) : label;

function helpers({ t, language }: Given): PickerEntry[] {
  const group = t('editor.picker.helpers');
  return helperCatalogue.map(({ name, summary }) => ({
    key: `helper:${name}`,
    label: plainSummary(summary, language),
    detail: helperInWords(name),
    group,
    sharePercent: null,
    isInSample: true,
    examples: [],
    pick: { kind: 'helper', name },
  }));
}

export function searchEntries(
  entries: readonly PickerEntry[],
  text: string,
): readonly PickerEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label, detail, key }) => {
    const hay = `${label} ${detail} ${key}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

import {
  isList,
  isObject,
  toPointer,
  type FieldDescription,
  type JsonObject,
  type JsonValue,
} from '@hookline/contract';
import { isVisible } from '../fields/is-visible.js';
import type { Say } from '../words/name-path.js';

/** A field of the step that a wire can end at. */
export type WireTarget = {
  /** Keys below the step's input. */
  readonly keys: readonly string[];
  /** JSON pointer below the step. */
  readonly pointer: string;
  readonly label: string;
  readonly group: string | null;
  readonly isRequired: boolean;
  readonly value: JsonValue | undefined;
  /** The description of a field of the step itself; none for a column or a key that somebody wrote. */
  readonly field: FieldDescription | null;
};

type Given = {
  readonly fields: readonly FieldDescription[];
  readonly input: JsonObject;
  /** The columns that are known of a field of names and values. */
  readonly columnsOf: (field: FieldDescription) => readonly string[];
  readonly say: Say;
};

/** Everything of a step that can be filled by a wire, required fields first. */
export function wireTargets({ fields, input, columnsOf, say }: Given): readonly WireTarget[] {
  const collect = (
    list: readonly FieldDescription[],
    at: { keys: readonly string[]; object: JsonObject; group: string | null },
  ): WireTarget[] =>
    list
      .filter((field) => isVisible(field, at.object) && mayBeFilled(field))
      .flatMap((field) => {
        const keys = [...at.keys, field.key];
        const value = at.object[field.key];
        const group = say(field.label);
        if (field.kind === 'object') {
          const object = isObject(value) ? value : {};
          return collect(field.fields ?? [], { keys, object, group });
        }
        if (field.kind === 'key_values') {
          return columns({ keys, value, group, names: columnsOf(field) });
        }
        if (isObject(value)) return leaves(keys, value, group);
        if (isList(value)) return [];
        const { label, required } = field;
        return [aTarget({ keys, value, label: say(label), group: at.group, required, field })];
      });
  const all = collect(fields, { keys: [], object: input, group: null });
  return [...all].sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
}

const mayBeFilled = (field: FieldDescription): boolean =>
  field.kind !== 'condition' &&
  field.kind !== 'secret' &&
  (field.mappable || field.kind === 'object' || field.kind === 'key_values');

type Drawn = {
  keys: readonly string[];
  value: JsonValue | undefined;
  label: string;
  group: string | null;
  required?: boolean;
  field?: FieldDescription;
};

const aTarget = ({ keys, value, label, group, required, field }: Drawn): WireTarget => ({
  keys,
  pointer: `/input${toPointer([...keys])}`,
  label,
  group,
  isRequired: required ?? false,
  value,
  field: field ?? null,
});

type Columns = {
  keys: readonly string[];
  value: JsonValue | undefined;
  group: string;
  names: readonly string[];
};

function columns({ keys, value, group, names }: Columns): WireTarget[] {
  const object = isObject(value) ? value : {};
  const all = [...new Set([...Object.keys(object), ...names])].filter((name) => name !== '');
  return all.map((name) =>
    aTarget({ keys: [...keys, name], value: object[name], label: name, group }),
  );
}

/** The ends of a structure that was written as JSON. */
function leaves(keys: readonly string[], object: JsonObject, group: string): WireTarget[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const below = [...keys, key];
    if (isObject(value)) return leaves(below, value, group);
    return isList(value) ? [] : [aTarget({ keys: below, value, label: key, group })];
  });
}

import { Fieldset } from '@mantine/core';
import { isObject, toPointer, type JsonValue } from '@hookline/contract';
import { useLanguage } from '../words/use-language.js';
import { FieldInput } from './FieldInput.js';
import type { FieldProps } from './field-props.js';
import { isVisible } from './is-visible.js';
import { setKey } from './set-key.js';
import { usePasteJson } from './use-paste-json.js';

/** Fields within a field. */
export function ObjectField({ field, value, onChange, pointer }: FieldProps) {
  const { say } = useLanguage();
  const object = isObject(value) ? value : {};
  const change = (key: string, inner: JsonValue | undefined) =>
    onChange(setKey(object, key, inner));
  const known = new Set((field.fields ?? []).map(({ key }) => key));
  const paste = usePasteJson({
    object: (given) =>
      onChange({
        ...object,
        ...Object.fromEntries(Object.entries(given).filter(([key]) => known.has(key))),
      }),
  });
  return (
    <Fieldset legend={say(field.label)} onPasteCapture={paste}>
      {(field.fields ?? [])
        .filter((inner) => isVisible(inner, object))
        .map((inner) => (
          <FieldInput
            key={inner.key}
            field={inner}
            value={object[inner.key]}
            onChange={(next) => change(inner.key, next)}
            pointer={pointer + toPointer([inner.key])}
          />
        ))}
    </Fieldset>
  );
}

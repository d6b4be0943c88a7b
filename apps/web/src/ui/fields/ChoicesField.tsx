import { MultiSelect } from '@mantine/core';
import { useSay } from '../../words/use-say.js';
import type { FieldProps } from './field-props.js';
import { useFieldWords } from './use-field-words.js';

/** Several of a list that stands in the description. What is chosen and no longer known stays visible. */
export function ChoicesField({ field, value, onChange, error }: FieldProps) {
  const say = useSay();
  const words = useFieldWords(field, error);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const known = (field.choices ?? []).map((one) => ({ value: one.value, label: say(one.label) }));
  const lost = chosen.filter((each) => known.every((one) => one.value !== each));
  return (
    <MultiSelect
      {...words}
      data={[...known, ...lost.map((each) => ({ value: each, label: each }))]}
      value={chosen}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
      clearable
      searchable={known.length > 7}
    />
  );
}

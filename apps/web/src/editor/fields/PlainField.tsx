import { NumberInput, PasswordInput, TextInput, Textarea } from '@mantine/core';
import { useLanguage } from '../words/use-language.js';
import { asText, type FieldProps } from './field-props.js';
import { useFieldScope } from './field-scope.js';

/** A setting that holds what is typed and no templates. */
export function PlainField({ field, value, onChange, pointer }: FieldProps) {
  const { say } = useLanguage();
  const { faultAt } = useFieldScope();
  const common = {
    label: say(field.label),
    description: field.help ? say(field.help) : undefined,
    placeholder: field.placeholder ?? '',
    required: field.required,
    error: faultAt(pointer),
  };
  const give = (text: string) => onChange(text === '' ? undefined : text);
  if (field.kind === 'number') {
    const number = typeof value === 'number' ? value : asText(value);
    return (
      <NumberInput
        {...common}
        value={number}
        onChange={(next) => onChange(next === '' ? undefined : next)}
      />
    );
  }
  const text = { value: asText(value) };
  if (field.kind === 'secret') {
    return (
      <PasswordInput {...common} {...text} onChange={(event) => give(event.currentTarget.value)} />
    );
  }
  if (field.kind === 'long_text' || field.kind === 'html') {
    return (
      <Textarea
        {...common}
        {...text}
        autosize
        onChange={(event) => give(event.currentTarget.value)}
      />
    );
  }
  return <TextInput {...common} {...text} onChange={(event) => give(event.currentTarget.value)} />;
}

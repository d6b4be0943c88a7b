import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FieldProps } from './field-props.js';
import { shownText } from './TextField.js';
import { useFieldWords } from './use-field-words.js';

/** Shown in the reader's own time, kept as a moment that is the same everywhere. */
export function DateTimeField({ field, value, onChange, error }: FieldProps) {
  const words = useFieldWords(field, error);
  const [typed, setTyped] = useState(() => toLocal(shownText(value)));
  const change = (text: string) => {
    setTyped(text);
    const at = new Date(text);
    onChange(Number.isNaN(at.getTime()) ? undefined : at.toISOString());
  };
  return (
    <TextInput
      {...words}
      type="datetime-local"
      step={1}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function toLocal(iso: string): string {
  const at = new Date(iso);
  if (iso === '' || Number.isNaN(at.getTime())) return '';
  const localMs = at.getTime() - at.getTimezoneOffset() * 60_000;
  return new Date(localMs).toISOString().slice(0, 19);
}

import type { FieldKind } from '@hookline/contract';
import type { ComponentType } from 'react';
import { BooleanField } from './BooleanField.js';
import { ChoiceField } from './ChoiceField.js';
import { DateTimeField } from './DateTimeField.js';
import type { FieldProps } from './field-props.js';
import { JsonField } from './JsonField.js';
import { KeyValuesField } from './KeyValuesField.js';
import { ListField } from './ListField.js';
import { NumberField } from './NumberField.js';
import { ObjectField } from './ObjectField.js';
import { SecretField } from './SecretField.js';
import { LongTextField, TextField } from './TextField.js';

const inputs: Record<FieldKind, ComponentType<FieldProps>> = {
  text: TextField,
  email: TextField,
  phone: TextField,
  url: TextField,
  long_text: LongTextField,
  html: LongTextField,
  number: NumberField,
  boolean: BooleanField,
  date_time: DateTimeField,
  choice: ChoiceField,
  secret: SecretField,
  json: JsonField,
  condition: JsonField,
  key_values: KeyValuesField,
  list: ListField,
  object: ObjectField,
};

/** One field by its kind; no vendor has an input of its own. */
export function FieldInput(props: FieldProps) {
  const Input = inputs[props.field.kind];
  return <Input {...props} />;
}

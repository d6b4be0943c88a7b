import { ConditionField } from './ConditionField.js';
import { ChoiceField } from './ChoiceField.js';
import type { FieldProps } from './field-props.js';
import { JsonField } from './JsonField.js';
import { KeyValuesField } from './KeyValuesField.js';
import { ListField } from './ListField.js';
import { ObjectField } from './ObjectField.js';
import { PlainField } from './PlainField.js';
import { TextField } from './TextField.js';

/** Draws a field by its kind; nothing here knows whose field it is. */
export function FieldInput(props: FieldProps) {
  const { field } = props;
  const hasChoices = field.choices !== undefined || field.choicesFrom !== undefined;
  switch (field.kind) {
    case 'key_values':
      return <KeyValuesField {...props} />;
    case 'object':
      return <ObjectField {...props} />;
    case 'list':
      return <ListField {...props} />;
    case 'condition':
      return <ConditionField {...props} />;
    case 'json':
      return <JsonField {...props} />;
    case 'choice':
    case 'boolean':
      return <ChoiceField {...props} />;
    default:
      if (hasChoices) return <ChoiceField {...props} />;
      return field.mappable ? <TextField {...props} /> : <PlainField {...props} />;
  }
}

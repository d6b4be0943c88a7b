import { Rejected } from '../errors.js';
import type { Field } from '../field.js';

/** The refusal of a field that is not written as the vendor needs it, with an example of one that is. */
export function unfitField(
  { options: { label } }: Pick<Field<unknown>, 'options'>,
  example: string,
): Rejected {
  return new Rejected(`"${label.en}" is not written as it must be; for example: ${example}`, {
    why: { code: 'source_field', values: { field: label, example } },
  });
}

import type { FieldDescription } from '@hookline/contract';
import { useSay } from '../../words/use-say.js';

/** What every input says of its field. */
export function useFieldWords(field: FieldDescription, error: string | null) {
  const say = useSay();
  return {
    label: say(field.label),
    withAsterisk: field.required,
    error,
    ...(field.help === undefined ? {} : { description: say(field.help) }),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
  };
}

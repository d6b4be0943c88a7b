import type { FieldDescription, JsonObject } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { fieldFaults } from '../../api/api-fault.js';
import { sayProblem } from '../../words/say-problem.js';
import { FieldRows } from './FieldRows.js';
import { missingFields } from './missing-fields.js';

type Props = {
  fields: readonly FieldDescription[];
  values: JsonObject;
  onChange: (values: JsonObject) => void;
  /** Whose fields they are: lists that the app looks up are asked from it. */
  app?: string | null;
  connectionId?: string | null;
  /** Keys of secrets that are stored; their fields may stay empty. */
  secretsSet?: readonly string[];
  /** Keys of secrets that are stored for another address, and so must be given anew. */
  secretsStranded?: readonly string[];
  /** The refusal of the last try; faults that name a field are shown at it. */
  fault?: unknown;
  /** True after a try to send: fields that must be filled and are not say so. */
  isChecked?: boolean;
};

/** A form drawn from field descriptions. It holds no state of its own: values in, values out. */
export function FieldForm(given: Props) {
  const { t } = useTranslation();
  const secretsSet = given.secretsSet ?? [];
  const missing = given.isChecked ? missingFields(given.fields, given.values, secretsSet) : [];
  const faults = fieldFaults(given.fault);
  const faultOf = (key: string): string | null => {
    const told = faults.find(({ pointer }) => pointer.split('/').includes(key));
    if (told !== undefined) return sayProblem(told, t);
    return missing.includes(key) ? t('fields.required') : null;
  };
  return (
    <FieldRows
      fields={given.fields}
      values={given.values}
      onChange={given.onChange}
      faultOf={faultOf}
      scope={{
        app: given.app ?? null,
        connectionId: given.connectionId ?? null,
        values: given.values,
        secretsSet,
        secretsStranded: given.secretsStranded ?? [],
      }}
    />
  );
}

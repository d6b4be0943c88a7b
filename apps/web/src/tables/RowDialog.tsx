import {
  insertRow,
  updateRow,
  type JsonObject,
  type RowView,
  type TableView,
} from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { DialogForm } from '../ui/DialogForm.js';
import { FormDialog } from '../ui/FormDialog.js';
import { FieldForm } from '../ui/fields/FieldForm.js';
import { rowFields } from './row-fields.js';

type Props = {
  table: TableView;
  /** `null`: a new row. */
  row: RowView | null;
  isOpen: boolean;
  onClose: () => void;
};

export function RowDialog({ table, row, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={onClose}
      title={row === null ? t('tables.addRow') : t('tables.editRow')}
    >
      <RowForm table={table} row={row} onClose={onClose} />
    </FormDialog>
  );
}

function RowForm({ table, row, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation();
  const [values, setValues] = useState<JsonObject>(row?.values ?? {});
  const options = { touches: ['tables'], isShownInPlace: true } as const;
  const insertion = useCall(insertRow, options);
  const change = useCall(updateRow, options);
  const { name } = table;
  const save = () => {
    const done = { onSuccess: onClose };
    if (row === null) insertion.mutate({ params: { name }, body: { values } }, done);
    else
      change.mutate({ params: { name, id: row.id }, body: { values: changed(row, values) } }, done);
  };
  const fault = insertion.error ?? change.error;
  return (
    <DialogForm
      onSubmit={save}
      onClose={onClose}
      action={t('common.save')}
      isBusy={insertion.isPending || change.isPending}
      fault={fault}
    >
      <FieldForm
        fields={rowFields(table.columns)}
        values={values}
        onChange={setValues}
        fault={fault}
      />
    </DialogForm>
  );
}

/** Only what was touched: a value that was emptied is sent as null, the rest stays as it is. */
function changed(row: RowView, values: JsonObject): JsonObject {
  const names = new Set([...Object.keys(row.values), ...Object.keys(values)]);
  const differing = [...names].filter((name) => values[name] !== row.values[name]);
  return Object.fromEntries(differing.map((name) => [name, values[name] ?? null]));
}

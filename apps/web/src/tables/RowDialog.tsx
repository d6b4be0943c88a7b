import { Button, Group, Modal, Stack } from '@mantine/core';
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
import { FaultNote } from '../ui/FaultNote.js';
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
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={row === null ? t('tables.addRow') : t('tables.editRow')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <RowForm table={table} row={row} onClose={onClose} />
    </Modal>
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <FieldForm
          fields={rowFields(table.columns)}
          values={values}
          onChange={setValues}
          fault={fault}
        />
        <FaultNote fault={fault} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={insertion.isPending || change.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Only what was touched: a value that was emptied is sent as null, the rest stays as it is. */
function changed(row: RowView, values: JsonObject): JsonObject {
  const names = new Set([...Object.keys(row.values), ...Object.keys(values)]);
  const differing = [...names].filter((name) => values[name] !== row.values[name]);
  return Object.fromEntries(differing.map((name) => [name, values[name] ?? null]));
}

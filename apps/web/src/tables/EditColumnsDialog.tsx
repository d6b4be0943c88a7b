import { Text } from '@mantine/core';
import { updateTable, type TableView } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { DialogForm } from '../ui/DialogForm.js';
import { FormDialog } from '../ui/FormDialog.js';
import { ColumnsEditor } from './ColumnsEditor.js';

type Props = { table: TableView; isOpen: boolean; onClose: () => void };

export function EditColumnsDialog({ table, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} size="lg" title={t('tables.editColumns')}>
      <EditColumnsForm table={table} onClose={onClose} />
    </FormDialog>
  );
}

function EditColumnsForm({ table, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation();
  const [columns, setColumns] = useState<TableView['columns']>(table.columns);
  const saving = useCall(updateTable, { touches: ['tables'], isShownInPlace: true });
  const named = columns.filter((column) => column.name.trim() !== '');
  const save = () =>
    saving.mutate(
      { params: { name: table.name }, body: { columns: named } },
      { onSuccess: onClose },
    );
  return (
    <DialogForm
      onSubmit={save}
      onClose={onClose}
      action={t('common.save')}
      isBusy={saving.isPending}
      isBlocked={named.length === 0}
      fault={saving.error}
    >
      <Text c="dimmed">{t('tables.editColumnsHelp')}</Text>
      <ColumnsEditor columns={columns} onChange={(next) => setColumns([...next])} />
    </DialogForm>
  );
}

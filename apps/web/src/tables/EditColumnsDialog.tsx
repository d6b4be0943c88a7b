import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { updateTable, type TableView } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';
import { ColumnsEditor } from './ColumnsEditor.js';

type Props = { table: TableView; isOpen: boolean; onClose: () => void };

export function EditColumnsDialog({ table, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('tables.editColumns')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <EditColumnsForm table={table} onClose={onClose} />
    </Modal>
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
    <Stack gap="md">
      <Text c="dimmed">{t('tables.editColumnsHelp')}</Text>
      <ColumnsEditor columns={columns} onChange={(next) => setColumns([...next])} />
      <FaultNote fault={saving.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={saving.isPending} disabled={named.length === 0} onClick={save}>
          {t('common.save')}
        </Button>
      </Group>
    </Stack>
  );
}

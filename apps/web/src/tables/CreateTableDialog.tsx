import { Text, TextInput } from '@mantine/core';
import { createTable, type Column } from '@hookline/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { DialogForm } from '../ui/DialogForm.js';
import { FormDialog } from '../ui/FormDialog.js';
import { ColumnsEditor } from './ColumnsEditor.js';

const firstColumns: readonly Column[] = [{ name: '', type: 'text' }];

type Props = { isOpen: boolean; onClose: () => void };

export function CreateTableDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} size="lg" title={t('tables.create')}>
      <CreateTableForm onClose={onClose} />
    </FormDialog>
  );
}

function CreateTableForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [columns, setColumns] = useState(firstColumns);
  const creation = useCall(createTable, { touches: ['tables'], isShownInPlace: true });
  const named = columns.filter((column) => column.name.trim() !== '');
  const create = () =>
    creation.mutate(
      { body: { name: name.trim(), columns: [...named] } },
      {
        onSuccess: (table) => {
          onClose();
          void navigate({ to: '/tables/$name', params: { name: table.name } });
        },
      },
    );
  return (
    <DialogForm
      onSubmit={create}
      onClose={onClose}
      action={t('tables.create')}
      isBusy={creation.isPending}
      isBlocked={name.trim() === '' || named.length === 0}
      fault={creation.error}
    >
      <TextInput
        label={t('common.name')}
        required
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Text fw={500} mb={4}>
          {t('tables.columns')}
        </Text>
        <ColumnsEditor columns={columns} onChange={setColumns} />
      </div>
    </DialogForm>
  );
}

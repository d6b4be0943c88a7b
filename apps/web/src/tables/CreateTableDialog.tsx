import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { createTable, type Column } from '@hookline/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';
import { ColumnsEditor } from './ColumnsEditor.js';

const firstColumns: readonly Column[] = [{ name: '', type: 'text' }];

type Props = { isOpen: boolean; onClose: () => void };

export function CreateTableDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('tables.create')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <CreateTableForm onClose={onClose} />
    </Modal>
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <Stack gap="md">
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
        <FaultNote fault={creation.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={creation.isPending} disabled={named.length === 0}>
            {t('tables.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

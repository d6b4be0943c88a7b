import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { createCatcher } from '@hookline/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';

type Props = { isOpen: boolean; onClose: () => void };

export function CreateCatcherDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('catchers.create')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <CreateCatcherForm onClose={onClose} />
    </Modal>
  );
}

function CreateCatcherForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const creation = useCall(createCatcher, { touches: ['catchers'], isShownInPlace: true });
  const create = () =>
    creation.mutate(
      { body: { name: name.trim() } },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: '/catchers/$catcherId', params: { catcherId: id } });
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
          description={t('catchers.nameHelp')}
          required
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FaultNote fault={creation.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={creation.isPending} disabled={name.trim() === ''}>
            {t('catchers.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { TextInput } from '@mantine/core';
import { createCatcher } from '@hookline/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { DialogForm } from '../ui/DialogForm.js';
import { FormDialog } from '../ui/FormDialog.js';

type Props = { isOpen: boolean; onClose: () => void };

export function CreateCatcherDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t('catchers.create')}>
      <CreateCatcherForm onClose={onClose} />
    </FormDialog>
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
    <DialogForm
      onSubmit={create}
      onClose={onClose}
      action={t('catchers.create')}
      isBusy={creation.isPending}
      isBlocked={name.trim() === ''}
      fault={creation.error}
    >
      <TextInput
        label={t('common.name')}
        description={t('catchers.nameHelp')}
        required
        maxLength={200}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

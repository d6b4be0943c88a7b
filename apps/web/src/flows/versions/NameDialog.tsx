import { TextInput } from '@mantine/core';
import { nameFlowVersion, type FlowVersionView } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api/use-call.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';

type Props = { flowId: string; version: FlowVersionView; onClose: () => void };

/** A version is found again by what somebody called it. */
export function NameDialog({ flowId, version, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(version.name ?? '');
  const naming = useCall(nameFlowVersion, { touches: ['flows'] });
  const confirm = () =>
    naming.mutate(
      {
        params: { id: flowId, versionId: version.id },
        body: { name: name.trim() === '' ? null : name.trim() },
      },
      { onSuccess: onClose },
    );
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      isBusy={naming.isPending}
      title={t('flows.nameTitle', { number: version.number })}
      effect={t('flows.nameEffect')}
      action={t('common.save')}
    >
      <TextInput
        label={t('flows.versionName')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { deleteConnection, type ConnectionView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { FaultNote } from '../ui/FaultNote.js';
import { UsedBy } from './ConnectionCard.js';

type Props = { connection: ConnectionView; isOpen: boolean; onClose: () => void };

/** A connection in use cannot go; the flows that hold it are named instead of a bare refusal. */
export function DeleteConnectionDialog({ connection, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const deletion = useCall(deleteConnection, { touches: ['connections'], isShownInPlace: true });
  if (connection.usedByFlows.length > 0) {
    return (
      <Modal
        opened={isOpen}
        onClose={onClose}
        title={t('connections.inUseTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack gap="md">
          <Text>{t('errors.connection_in_use')}</Text>
          <UsedBy flows={connection.usedByFlows} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => deletion.mutate({ params: { id: connection.id } }, { onSuccess: onClose })}
      isBusy={deletion.isPending}
      title={t('connections.deleteTitle', { name: connection.name })}
      effect={t('connections.deleteEffect')}
      action={t('connections.delete')}
      isDangerous
    >
      <FaultNote fault={deletion.error} />
    </ConfirmDialog>
  );
}

import { Modal } from '@mantine/core';
import type { ConnectionView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { ConnectionMaker } from './ConnectionMaker.js';

type Props = { app: string; connection: ConnectionView | null; onClose: () => void };

export function ConnectionDialog({ app, connection, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={connection === null ? t('connections.add') : connection.name}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ConnectionMaker app={app} connection={connection} onClose={onClose} />
    </Modal>
  );
}

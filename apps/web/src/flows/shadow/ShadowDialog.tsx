import { Modal } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { ShadowRun } from './ShadowRun.js';

type Props = { flow: FlowView; isOpen: boolean; onClose: () => void };

/** The same trial, from the editor. */
export function ShadowDialog({ flow, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('flows.trial')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ShadowRun flow={flow} />
    </Modal>
  );
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  isBusy?: boolean;
  /** There is nothing that could be done. */
  isBlocked?: boolean;
  title: string;
  /** What it does and to how many things; never only "are you sure". */
  effect: string;
  /** The button says what it does. */
  action: string;
  isDangerous?: boolean;
  children?: ReactNode;
};

export function ConfirmDialog(given: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={given.isOpen}
      onClose={given.onClose}
      title={given.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text className="hl-wrap">{given.effect}</Text>
        {given.children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={given.onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            {...(given.isDangerous ? { color: 'red' } : {})}
            loading={given.isBusy ?? false}
            disabled={given.isBlocked ?? false}
            onClick={given.onConfirm}
          >
            {given.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Rail } from './Rail.js';

type Props = { isOpen: boolean; onClose: () => void };

/** The rail on a narrow screen, behind its button. */
export function RailDrawer({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      size={260}
      title="Hookline"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <nav aria-label={t('shell.pages')}>
        <Rail />
      </nav>
    </Drawer>
  );
}

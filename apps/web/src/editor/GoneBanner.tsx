import { Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Note } from '../ui/Note.js';
import { GoneActions } from './GoneActions.js';

/** Somebody deleted the flow of an open editor: what is on its screen stays, and can be taken along. */
export function GoneBanner() {
  const { t } = useTranslation();
  return (
    <Note
      role="alert"
      tone="bad"
      icon={<IconTrash size={18} />}
      title={t('elsewhere.deleted.title')}
    >
      <Group gap="sm">
        {t('elsewhere.deleted.help')}
        <GoneActions />
      </Group>
    </Note>
  );
}

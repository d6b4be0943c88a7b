import { Alert, Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { GoneActions } from './GoneActions.js';

/** Somebody deleted the flow of an open editor: what is on its screen stays, and can be taken along. */
export function GoneBanner() {
  const { t } = useTranslation();
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconTrash size={18} />}
      title={t('goneFlow.title')}
      className="hl-editor-banner"
    >
      <Group gap="sm">
        {t('goneFlow.help')}
        <GoneActions />
      </Group>
    </Alert>
  );
}

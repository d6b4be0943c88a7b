import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Why the button beside it can do nothing yet. */
export function NeverPublished({ id }: { id?: string }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed" mt={4} {...(id !== undefined && { id })}>
      {t('inbox.neverPublished')}
    </Text>
  );
}

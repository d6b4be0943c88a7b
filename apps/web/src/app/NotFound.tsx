import { Anchor } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.js';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState
        level={1}
        icon={IconMapOff}
        title={t('shell.notFound')}
        help={t('shell.notFoundHelp')}
      >
        <Anchor component={Link} to="/">
          {t('shell.goHome')}
        </Anchor>
      </EmptyState>
    </main>
  );
}

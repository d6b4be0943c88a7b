import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OnPress } from '../ui/OnPress.js';
import { useAllProblems } from './state/use-all-problems.js';
import { late } from '../ui/late.js';

const ProblemsMenu = late(async () => ({
  default: (await import('./ProblemsMenu.js')).ProblemsMenu,
}));

/** How much is wrong; pressed, it says what. */
export function Problems() {
  const { t } = useTranslation();
  const all = useAllProblems();
  if (all.length === 0) return null;
  const button = (
    <Button
      size="compact-sm"
      variant="subtle"
      c="var(--hl-care)"
      leftSection={<IconAlertTriangle size={16} />}
      data-testid="problems"
    >
      {t('editor.chip.problems', { count: all.length })}
    </Button>
  );
  return (
    <OnPress target={button} opens="menu">
      {(target) => <ProblemsMenu target={target} />}
    </OnPress>
  );
}

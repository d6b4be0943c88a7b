import { ActionIcon } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OnPress } from '../ui/OnPress.js';
import { late } from '../ui/late.js';

const KeysCard = late(async () => ({ default: (await import('./KeysCard.js')).KeysCard }));

export function KeysHelp() {
  const { t } = useTranslation();
  const name = t('editor.keys.open');
  const button = (
    <ActionIcon variant="subtle" color="gray" size={32} aria-label={name} data-hint={name}>
      <IconKeyboard size={18} stroke={1.75} />
    </ActionIcon>
  );
  return (
    <OnPress target={button} opens="dialog">
      {(target) => <KeysCard target={target} />}
    </OnPress>
  );
}

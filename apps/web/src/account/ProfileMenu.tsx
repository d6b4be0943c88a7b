import { ActionIcon } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OnPress } from '../ui/OnPress.js';
import { late } from '../ui/late.js';

const ProfileMenuList = late(async () => ({
  default: (await import('./ProfileMenuList.js')).ProfileMenuList,
}));

export function ProfileMenu() {
  const { t } = useTranslation();
  const button = (
    <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('shell.profile')}>
      <IconUserCircle size={22} stroke={1.6} />
    </ActionIcon>
  );
  return (
    <OnPress target={button} opens="menu">
      {(target) => <ProfileMenuList target={target} />}
    </OnPress>
  );
}

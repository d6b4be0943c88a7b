import { Menu, Text, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '@hookline/contract';
import { meQuery } from '../api/account.js';
import { dropEditors } from '../editor/state/kept-editors.js';
import { signOut } from '../api/session.js';
import { MenuFrame } from '../ui/MenuFrame.js';
import { speak } from '../words/set-up.js';

const languageNames = { en: 'English', ru: 'Русский' } as const;
const themes = [
  { scheme: 'light', word: 'themeLight', icon: IconSun },
  { scheme: 'dark', word: 'themeDark', icon: IconMoon },
  { scheme: 'auto', word: 'themeAuto', icon: IconDeviceDesktop },
] as const;

/** Who is signed in, and what a person sets for themselves. */
export function ProfileMenuList({ target }: { target: ReactElement }) {
  return (
    <MenuFrame target={target} position="bottom-end" width={232}>
      <Who />
      <LanguageItems />
      <ThemeItems />
      <SignOutItem />
    </MenuFrame>
  );
}

function Who() {
  const { data } = useQuery(meQuery);
  if (data === undefined) return null;
  return (
    <>
      <div style={{ padding: '6px 12px' }}>
        <Text fw={600} className="hl-cut">
          {data.user?.name ?? data.workspace.name}
        </Text>
        <Text size="xs" c="dimmed" className="hl-cut">
          {data.user?.email}
        </Text>
      </div>
      <Menu.Divider />
    </>
  );
}

function LanguageItems() {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Menu.Label>{t('shell.language')}</Menu.Label>
      {languages.map((language) => (
        <Menu.Item
          key={language}
          lang={language}
          onClick={() => void speak(language)}
          rightSection={i18n.language === language ? <IconCheck size={16} /> : null}
        >
          {languageNames[language]}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

function ThemeItems() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('shell.theme')}</Menu.Label>
      {themes.map(({ scheme, word, icon: Icon }) => (
        <Menu.Item
          key={scheme}
          leftSection={<Icon size={16} />}
          rightSection={colorScheme === scheme ? <IconCheck size={16} /> : null}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`shell.${word}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

function SignOutItem() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    client.clear();
    await navigate({ to: '/sign-in', search: { back: '/' } });
    dropEditors();
  };
  return (
    <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
      {t('shell.signOut')}
    </Menu.Item>
  );
}

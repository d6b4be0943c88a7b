import { ActionIcon, Kbd } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProfileMenu } from '../account/ProfileMenu.js';
import { WhenOpened } from '../ui/WhenOpened.js';
import { Mark } from './Mark.js';
import { WorkspaceName } from './WorkspaceName.js';
import { late } from '../ui/late.js';

const Palette = late(async () => ({ default: (await import('../palette/Palette.js')).Palette }));

type Props = { onMenu: () => void; isMenuOpen: boolean };

export function TopBar({ onMenu, isMenuOpen }: Props) {
  const { t } = useTranslation();
  const [isOpen, palette] = useDisclosure(false);
  // By the letter, and by its place where the keyboard types another alphabet.
  useHotkeys(
    [
      ['mod+K', palette.open],
      ['mod+K', palette.open, { usePhysicalKeys: true }],
    ],
    [],
  );
  return (
    <header className="hl-bar">
      <ActionIcon
        className="hl-burger"
        variant="subtle"
        color="gray"
        size={34}
        onClick={onMenu}
        data-hint={t('shell.menu')}
        aria-label={t('shell.menu')}
        aria-expanded={isMenuOpen}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <Link to="/" className="hl-brand">
        <Mark />
        <span className="hl-hidden">{t('shell.home')}: </span>
        <span className="hl-cut">
          <WorkspaceName />
        </span>
      </Link>
      <button type="button" className="hl-search" onClick={palette.open}>
        <IconSearch size={16} aria-hidden />
        <span className="hl-cut">{t('shell.searchAll')}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </button>
      <div className="hl-bar-end">
        <ProfileMenu />
      </div>
      <WhenOpened isOpen={isOpen}>
        <Palette isOpen={isOpen} onClose={palette.close} />
      </WhenOpened>
    </header>
  );
}

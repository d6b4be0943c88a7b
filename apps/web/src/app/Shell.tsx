import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../api/use-live.js';
import { WhenOpened } from '../ui/WhenOpened.js';
import { Connectivity } from './Connectivity.js';
import { NewBuild } from './NewBuild.js';
import { Rail } from './Rail.js';
import './Shell.css';
import { TopBar } from './TopBar.js';
import { late } from '../ui/late.js';

const RailDrawer = late(async () => ({ default: (await import('./RailDrawer.js')).RailDrawer }));

/** The frame of every page behind the sign-in: landmarks, rail, bar, live updates. */
export function Shell() {
  const { t } = useTranslation();
  const [isMenuOpen, menu] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const lastPath = useRef(path);
  const isOnline = useLive();
  useEffect(() => {
    if (lastPath.current === path) return;
    lastPath.current = path;
    menu.close();
  }, [path, menu]);
  const toContent = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <div className="hl-shell">
      <a className="hl-skip" href="#content" onClick={toContent}>
        {t('shell.skip')}
      </a>
      <TopBar onMenu={menu.toggle} isMenuOpen={isMenuOpen} />
      <nav className="hl-rail" aria-label={t('shell.pages')}>
        <Rail />
      </nav>
      <WhenOpened isOpen={isMenuOpen}>
        <RailDrawer isOpen={isMenuOpen} onClose={menu.close} />
      </WhenOpened>
      <main id="content" className="hl-main" ref={main} tabIndex={-1}>
        <Connectivity isLive={isOnline} />
        <NewBuild />
        <Outlet />
      </main>
    </div>
  );
}

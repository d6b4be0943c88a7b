import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

const tabs = [
  { to: '/flows/$flowId', word: 'build' },
  { to: '/flows/$flowId/inbox', word: 'inbox' },
  { to: '/flows/$flowId/runs', word: 'runs' },
  { to: '/flows/$flowId/versions', word: 'versions' },
  { to: '/flows/$flowId/settings', word: 'settings' },
] as const;

/** Tabs are pages with addresses of their own, so they are links and not a widget. */
export function FlowTabs({ flowId }: { flowId: string }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    // On a phone not all of them fit: the open one is brought into sight.
    const open = bar.current?.querySelector('[aria-current]');
    open?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav ref={bar} className="hl-flow-tabs" aria-label={t('flows.tabs')}>
      {tabs.map(({ to, word }) => (
        <Link
          key={to}
          to={to}
          params={{ flowId }}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t(`flows.tab.${word}`)}
        </Link>
      ))}
    </nav>
  );
}

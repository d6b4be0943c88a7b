import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { makeQueryClient } from '../api/query-client.js';
import { dropEditors } from '../editor/state/kept-editors.js';
import { colorSchemeManager, theme } from '../theme/theme.js';
import { wordsOfFault } from '../ui/use-fault-words.js';
import { backPath } from './back-path.js';
import { makeRouter } from './router.js';
import { HintLayer } from '../ui/HintLayer.js';
import { notifyFault } from '../ui/notify.js';
import { late } from '../ui/late.js';

const Notices = late(async () => ({ default: (await import('./Notices.js')).Notices }));

const queryClient = makeQueryClient({
  onSignedOut: () => {
    const { location } = router.state;
    if (location.pathname === '/sign-in' || location.pathname === '/setup') return;
    dropEditors();
    queryClient.removeQueries({ queryKey: ['me'] });
    void router.navigate({ to: '/sign-in', search: { back: backPath(location.href) } });
  },
  onFailedAction: (fault) => {
    const { title, more } = wordsOfFault(fault);
    notifyFault(title, more ?? '');
  },
});

const router = makeRouter(queryClient);

export function Providers() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={null}>
          <Notices />
        </Suspense>
        <RouterProvider router={router} />
        <HintLayer />
      </QueryClientProvider>
    </MantineProvider>
  );
}

import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { makeQueryClient } from '../api/query-client.js';
import { makeRouter } from '../app/router.js';
import { speak } from '../words/set-up.js';

// The test's document has no fonts to wait for; inputs that grow listen to them.
if (!('fonts' in document)) {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
}

const client = () => {
  const made = makeQueryClient({ onSignedOut: () => undefined, onFailedAction: () => undefined });
  made.setDefaultOptions({ queries: { retry: false } });
  return made;
};

/** A part alone, with words, theme and queries as in the product. */
export async function show(part: ReactNode, language: 'en' | 'ru' = 'en') {
  await speak(language);
  const wrap = (inner: ReactNode) => (
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>{inner}</QueryClientProvider>
    </MantineProvider>
  );
  const queryClient = client();
  const shown = render(wrap(part));
  return { ...shown, again: (next: ReactNode) => shown.rerender(wrap(next)) };
}

/** The whole product at an address. */
export async function showAt(path: string, language: 'en' | 'ru' = 'en') {
  await speak(language);
  const queryClient = client();
  const router = makeRouter(queryClient, createMemoryHistory({ initialEntries: [path] }));
  const shown = render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...shown, router, queryClient };
}

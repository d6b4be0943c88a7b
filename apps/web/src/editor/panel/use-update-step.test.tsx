import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, renderHook, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { words } from '../../words/en/index.js';
import { speakWith } from '../../words/speech.js';
import { aDocument, anAction, apps, aView } from '../editor.given.js';
import { EditorContext } from '../state/editor-context.js';
import { createEditorStore } from '../state/editor-store.js';
import { makeCatalog } from '../words/catalog.js';
import { useUpdateStep } from './use-update-step.js';

afterEach(() => {
  notifications.clean();
  cleanup();
});

it('says once why a step does not take what is typed, letter by letter, and keeps what it has', async () => {
  speakWith('en', words);
  const store = createEditorStore(aView(aDocument([anAction('a')])));
  const before = store.getState().document;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MantineProvider env="test">
      <Notifications />
      <EditorContext value={{ store, catalog: makeCatalog(apps) }}>{children}</EditorContext>
    </MantineProvider>
  );
  const { result } = renderHook(() => useUpdateStep('a'), { wrapper });
  act(() => {
    for (const length of [5_001, 5_002, 5_003]) result.current({ note: 'x'.repeat(length) });
  });
  expect(await screen.findAllByText('Nothing was changed')).toHaveLength(1);
  expect(store.getState().document).toBe(before);
});

import { cleanup, configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { aBranching, aDocument, anAction, openEditor } from '../editor.given.js';

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const onAPhone = () =>
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.startsWith('(max-width'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));

/** The simple view of a flow with a step that it does not draw. */
async function openSimple() {
  const user = userEvent.setup();
  await openEditor(aDocument([anAction('a'), aBranching('b')]));
  await user.click(screen.getByRole('button', { name: 'Simple view' }));
  return { user, simple: within(await screen.findByTestId('simple-view')) };
}

it('leads to the canvas, where there is room for one', async () => {
  const { user, simple } = await openSimple();
  await user.click(simple.getByRole('button', { name: 'Canvas' }));
  expect(await screen.findByTestId('step-b')).toBeTruthy();
});

it('speaks of no canvas on a phone, and leads to the flow to read', async () => {
  onAPhone();
  const { user, simple } = await openSimple();
  expect(screen.queryByRole('button', { name: 'Canvas' })).toBeNull();
  await user.click(simple.getByRole('button', { name: 'Read the whole flow' }));
  expect(await screen.findByText(/This is the flow to read/)).toBeTruthy();
});

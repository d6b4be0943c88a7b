import { MantineProvider } from '@mantine/core';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { offerFlush } from '../editor/state/flush-draft.js';
import { unlessNewBuild, whenReachable } from '../ui/late.js';
import { words } from '../words/en/index.js';
import { speakWith } from '../words/speech.js';
import { NewBuild } from './NewBuild.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  document.head.innerHTML = '';
});

// The scripts of these pages are names to compare, not files to run.
beforeAll(() => {
  const { settings } = Reflect.get(window, 'happyDOM');
  settings.handleDisabledFileLoadingAsSuccess = true;
});

const pageOf = (script: string) => `<script type="module" src="/assets/${script}"></script>`;

/** A page of one build beside a server that has it, or another one. */
function given(atServer: string) {
  speakWith('en', words);
  document.head.innerHTML = pageOf('frame-1.js');
  const asked = vi.fn(() => Promise.resolve(new Response(pageOf(atServer))));
  vi.stubGlobal('fetch', asked);
  const reload = vi.fn();
  render(
    <MantineProvider env="test">
      <NewBuild reload={reload} />
    </MantineProvider>,
  );
  return { reload, asked };
}

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
it('offers nothing where the build is the same, or nobody knows: a part that fails is told of', async () => {
  given('frame-1.js');
  await expect(unlessNewBuild(gone)).rejects.toThrow('Failed to fetch');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no connection')));
  await expect(unlessNewBuild(gone)).rejects.toThrow('Failed to fetch');
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('starting', { status: 503 })));
  await expect(unlessNewBuild(gone)).rejects.toThrow('Failed to fetch');
  expect(screen.queryByText(/has been updated/)).toBeNull();
});

it('offers a reload once a part is asked for that only the new build has, and keeps the page', async () => {
  const { reload, asked } = given('frame-2.js');
  expect(screen.queryByText(/has been updated/)).toBeNull();
  const settled = vi.fn();
  for (const load of [unlessNewBuild, whenReachable, unlessNewBuild]) {
    void load(gone).then(settled, settled);
  }
  expect(await screen.findByText(/has been updated/)).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Reload' })).toHaveLength(1);
  expect(reload).not.toHaveBeenCalled();
  const times = asked.mock.calls.length;
  void unlessNewBuild(gone).then(settled, settled);
  await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
  expect(asked).toHaveBeenCalledTimes(times);
  expect(settled).not.toHaveBeenCalled();
});

it('saves what is unsaved before the page goes, and goes also when that cannot be', async () => {
  const { reload } = given('frame-2.js');
  const told: string[] = [];
  const withdraw = [
    offerFlush('a', () => Promise.resolve(told.push('saved') > 0)),
    offerFlush('b', () => Promise.reject(new Error('no connection'))),
  ];
  reload.mockImplementation(() => void told.push('reloaded'));
  void unlessNewBuild(gone);
  await userEvent.click(await screen.findByRole('button', { name: 'Reload' }));
  await vi.waitFor(() => expect(told).toEqual(['saved', 'reloaded']));
  withdraw.forEach((stop) => stop());
});

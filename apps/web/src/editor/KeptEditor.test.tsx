import { cleanup, configure, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { aDocument, anAction, aView, openAgain, openEditor } from './editor.given.js';
import { tellKept } from './state/kept-editors.js';

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const undo = () => screen.getByRole('button', { name: 'Undo' });

/** Adds a step, and goes to another page of the flow once that is saved. */
async function editAndLeave() {
  const { saved, unmount } = await openEditor(aDocument([anAction('a')]));
  const user = userEvent.setup();
  await user.click(screen.getByTestId('palette-table-insert_row'));
  await waitFor(() => expect(saved).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId('save-state').dataset['state']).toBe('saved'));
  unmount();
  return { user, left: saved[0]! };
}

it('can be undone after a look at another page of the flow', async () => {
  const { user, left } = await editAndLeave();
  const { saved } = await openAgain(left, { draftRevision: 2 });
  expect(left.steps).toHaveLength(2);
  await user.click(undo());
  await waitFor(() => expect(saved.at(-1)?.steps).toHaveLength(1));
});

it('begins anew where somebody else changed the flow meanwhile', async () => {
  await editAndLeave();
  await openAgain(aDocument([anAction('theirs')]), { draftRevision: 3 });
  expect(screen.getByTestId('step-theirs')).toBeTruthy();
  expect(undo().hasAttribute('disabled')).toBe(true);
});

it('undoes what replaced the draft on another page of the flow', async () => {
  const { user, left } = await editAndLeave();
  const taken = aDocument([anAction('taken')]);
  tellKept(aView(taken, 3));
  const { saved } = await openAgain(taken, { draftRevision: 3 });
  expect(screen.getByTestId('step-taken')).toBeTruthy();
  await user.click(undo());
  await waitFor(() => expect(saved.at(-1)).toEqual(left));
});

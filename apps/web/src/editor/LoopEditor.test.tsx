import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aDocument, anAction, openEditor } from './editor.given.js';

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const aLoop = (steps: unknown[], items = '{{trigger.Name}}') => ({
  id: 'each',
  type: 'loop',
  items,
  steps,
});
const card = (id: string) => within(screen.getByTestId(`step-${id}`)).getAllByRole('button')[0]!;

describe('a loop', () => {
  it('takes a step into it, says what it is for, and is read as a list too', async () => {
    const user = userEvent.setup();
    const { saved } = await openEditor(aDocument([aLoop([])]));
    await user.click(screen.getByTestId('add-after-each-loop'));
    await user.click(screen.getByTestId('palette-mail-send'));
    await waitFor(() =>
      expect(saved.at(-1)?.steps).toMatchObject([{ id: 'each', steps: [{ id: 'mail' }] }]),
    );
    const outline = screen.getByTestId('outline');
    expect(outline.textContent).toContain('For each: Name');
    await user.click(card('each'));
    await user.keyboard('-');
    expect(screen.queryByTestId('step-mail')).toBeNull();
    expect(screen.getByText('Show 1 step')).toBeTruthy();
  });

  it('offers its element to the steps inside, before all else', async () => {
    const user = userEvent.setup();
    // A list of its own, so that the sample need not have one.
    const list = '{{split "tea,cup" ","}}';
    await openEditor(aDocument([aLoop([anAction('mail', { to: 'a@example.com' })], list)]));
    await user.click(card('mail'));
    await screen.findByTestId('panel');
    await user.click(screen.getByRole('button', { name: 'Insert a field: Subject' }));
    const first = (await screen.findAllByRole('option'))[0];
    expect(first?.textContent).toContain('Element of the list');
    expect(first?.textContent).toContain('tea');
  });

  it('marks an element that is named outside of it', async () => {
    await openEditor(aDocument([aLoop([]), anAction('mail', { to: 'a', subject: '{{item}}' })]));
    await waitFor(() => expect(screen.getByTestId('step-mail').textContent).toContain('1 problem'));
  });
});

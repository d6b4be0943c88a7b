import { act, cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stepsToText } from './canvas/step-clipboard.js';
import { aDocument, anAction, openEditor } from './editor.given.js';

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const full = aDocument(Array.from({ length: 200 }, (_, at) => anAction(`s${at}`)));
const wayOut = /takes 200 steps.*second flow/;

function paste(text: string): void {
  const canvas = screen.getByRole('region', { name: 'Flow' });
  act(() => {
    fireEvent.paste(canvas, { clipboardData: { getData: () => text, types: ['text/plain'] } });
  });
}

describe('a flow with 200 steps in a row', () => {
  it('says why it takes no more by click, key or paste, and keeps what it has', async () => {
    const user = userEvent.setup();
    const { saved } = await openEditor(full);
    await user.click(screen.getByTestId('palette-table-insert_row'));
    expect(await screen.findByText(wayOut)).toBeTruthy();
    expect(screen.getByText('Nothing was changed')).toBeTruthy();
    expect(screen.queryByTestId('panel')).toBeNull();

    paste(stepsToText(full.steps.slice(0, 2)));
    expect(await screen.findByText('Nothing was pasted')).toBeTruthy();
    expect(screen.getAllByText(wayOut).length).toBe(2);

    await user.click(screen.getByTestId('add-after-trigger'));
    await user.keyboard('{Escape}');
    const undo = screen.getByRole('button', { name: 'Undo' });
    expect(undo.hasAttribute('disabled')).toBe(true);
    expect(saved).toEqual([]);
  });

  it('refuses the text of a flow that is longer than any may be, with the same words', async () => {
    const steps = JSON.stringify({
      'hookline/steps@1': Array.from({ length: 201 }, (_, at) => anAction(`p${at}`)),
    });
    await openEditor(aDocument());
    paste(steps);
    expect(await screen.findByText(wayOut)).toBeTruthy();
  });
});

describe('a step that is called like the source', () => {
  it('has a card of its own, is walked to, opened and deleted', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('trigger', { to: 'a', subject: 'b' })]));
    const cards = () => [...document.querySelectorAll<HTMLElement>('[data-card]')];
    expect(cards().map((card) => card.dataset['kind'])).toEqual(['trigger', 'action']);
    const [source, step] = cards();
    await user.click(source!.querySelector('button')!);
    expect(cards().map((card) => card.dataset['selected'])).toEqual(['true', 'false']);
    await user.keyboard('{ArrowDown}');
    expect(cards().map((card) => card.dataset['selected'])).toEqual(['false', 'true']);
    await user.click(step!.querySelector('button')!);
    expect((await screen.findByTestId('panel')).textContent).toContain('Send a mail');
    await user.keyboard('{Escape}');
    step!.querySelector('button')!.focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(cards()).toHaveLength(1));
  });
});

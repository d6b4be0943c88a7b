import { EditorView } from '@codemirror/view';
import {
  act,
  cleanup,
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aDocument, anAction, aRow, openEditor } from './editor.given.js';

// Saves come a moment after the change, and a loaded machine takes its time to draw.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const card = (id: string) => within(screen.getByTestId(`step-${id}`)).getAllByRole('button')[0]!;

/** Types into a template field as its own editor would hear it. */
function dispatch(field: HTMLElement, text: string): void {
  const view = EditorView.findFromDOM(field);
  if (!view) throw new Error('no template field');
  const at = view.state.doc.length;
  act(() =>
    view.dispatch({ changes: { from: at, insert: text }, selection: { anchor: at + text.length } }),
  );
}

describe('the canvas', () => {
  it('adds an action by a click after the chosen card, opens it, saves it, and takes it back', async () => {
    const user = userEvent.setup();
    const { saved } = await openEditor(aDocument([anAction('first', { to: 'a', subject: 'b' })]));
    await user.click(card('trigger'));
    await user.click(screen.getByTestId('palette-table-insert_row'));
    expect(await screen.findByTestId('panel')).toBeTruthy();
    await waitFor(() =>
      expect(saved.at(-1)?.steps.map((step) => step.id)).toEqual(['row', 'first']),
    );
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.queryByTestId('step-row')).toBeNull();
  });

  it('adds into the gap whose plus was pressed', async () => {
    const user = userEvent.setup();
    const { saved } = await openEditor(aDocument([anAction('a'), anAction('b')]));
    await user.click(screen.getByTestId('add-after-a'));
    await user.type(screen.getByTestId('palette-search'), 'delay{Enter}');
    await waitFor(() =>
      expect(saved.at(-1)?.steps.map((step) => step.id)).toEqual(['a', 'delay', 'b']),
    );
  });

  it('keeps the keyboard where the next card is not drawn yet', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a'), anAction('b'), anAction('c')]));
    await user.click(card('a'));
    card('b').classList.remove('hl-node-main');

    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Flow' }));
    await user.keyboard('{ArrowDown}');

    expect(document.activeElement).toBe(card('c'));
  });

  it('has the search ready once a mouse or a key opened the palette, and not under a finger', async () => {
    await openEditor(aDocument([anAction('a')]));
    const isReady = () => document.activeElement === screen.getByTestId('palette-search');
    const plus = () => screen.getByTestId('add-after-a');
    const click = (init: PointerEventInit) =>
      fireEvent(plus(), new PointerEvent('click', { bubbles: true, ...init }));
    click({ detail: 1, pointerType: 'touch' });
    expect(isReady()).toBe(false);
    click({ detail: 1, pointerType: 'mouse' });
    expect(isReady()).toBe(true);
    click({ detail: 1, pointerType: 'touch' });
    expect(isReady()).toBe(false);
    click({ detail: 0 });
    expect(isReady()).toBe(true);
  });

  it('walks by arrows, deletes by key and offers to take the deletion back', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a'), anAction('b')]));
    await user.click(card('trigger'));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(screen.getByTestId('step-b').dataset['selected']).toBe('true');
    await user.keyboard('{Delete}');
    expect(screen.queryByTestId('step-b')).toBeNull();
    const toast = await screen.findByText('Deleted: Send a mail');
    await user.click(within(toast.parentElement!).getByRole('button', { name: 'Undo' }));
    expect(screen.getByTestId('step-b')).toBeTruthy();
  });

  it('goes on by keyboard from before a step that was deleted by it', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a'), anAction('b'), anAction('c')]));
    await user.click(card('b'));
    await user.keyboard('{Delete}');
    expect(document.activeElement).toBe(card('a'));
    await user.keyboard('{Control>}z{/Control}');
    expect(screen.getByTestId('step-b')).toBeTruthy();
  });

  it('means the card that the keyboard has reached, and not the one that was chosen before', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a'), anAction('b'), anAction('c')]));
    await user.click(card('a'));
    act(() => card('c').focus());
    await user.keyboard('{Delete}');
    expect(screen.getByTestId('step-a')).toBeTruthy();
    expect(screen.queryByTestId('step-c')).toBeNull();
    act(() => card('a').focus());
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(card('b'));
  });

  it('hears keys that nothing else has', async () => {
    await openEditor(aDocument([anAction('a'), anAction('b')]));
    const press = (key: string, ctrlKey = false) =>
      fireEvent.keyDown(document.body, { key, code: '', ctrlKey });
    press('ArrowDown');
    press('ArrowDown');
    expect(screen.getByTestId('step-a').dataset['selected']).toBe('true');
    act(() => card('a').blur());
    press('d', true);
    act(() => card('a').blur());
    expect(screen.getByTestId('step-a_2')).toBeTruthy();
    press('z', true);
    expect(screen.queryByTestId('step-a_2')).toBeNull();
  });

  it('hears its keys on a keyboard of another alphabet too', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a'), anAction('b')]));
    await user.click(card('a'));
    const press = (key: string, code: string, ctrlKey = true) =>
      fireEvent.keyDown(card('a'), { key, code, ctrlKey });
    press('в', 'KeyD');
    expect(screen.getByTestId('step-a_2')).toBeTruthy();
    press('я', 'KeyZ');
    expect(screen.queryByTestId('step-a_2')).toBeNull();
    press('н', 'KeyY');
    expect(screen.getByTestId('step-a_2')).toBeTruthy();
    press('.', 'Slash', false);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('palette-search')));
  });

  it('shows titles alone where values could not be read, and the values again from nearer', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a', { to: '{{trigger.Phone}}' })]));
    const zoomOut = async () => user.click(screen.getByRole('button', { name: 'Zoom out' }));
    const text = () => screen.getByTestId('step-a').textContent;
    expect(text()).toContain('Phone number');
    for (let turn = 0; turn < 6; turn += 1) await zoomOut();
    await waitFor(() => expect(text()).not.toContain('Phone number'));
    expect(text()).toContain('Send a mail');
    for (let turn = 0; turn < 8; turn += 1)
      await user.click(screen.getByRole('button', { name: 'Zoom in' }));
    await waitFor(() => expect(text()).toContain('Phone number'));
  });

  it('says in words what a card does and what is wrong with it', async () => {
    await openEditor(aDocument([anAction('a', { to: '{{trigger.Phone}}' })]));
    expect(screen.getByTestId('step-a').textContent).toContain('Send a mail');
    expect(screen.getByTestId('step-a').textContent).toContain('Phone number');
    await waitFor(() => expect(screen.getByTestId('step-a').textContent).toContain('1 problem'));
  });
});

describe('the panel', () => {
  it('maps a field with the picker and shows what will be sent', async () => {
    const user = userEvent.setup();
    const { saved } = await openEditor(aDocument([anAction('a', { to: 'x@example.com' })]));
    await user.click(card('a'));
    await screen.findByTestId('panel');
    dispatch(screen.getByLabelText('Subject'), 'Call ');
    await user.click(screen.getByRole('button', { name: 'Insert a field: Subject' }));
    const picker = await screen.findByTestId('field-picker');
    await user.type(within(picker).getByRole('combobox'), 'phone num{Enter}');
    expect(screen.getByLabelText('Subject').textContent).toContain('Phone number');
    const preview = screen.getByTestId('preview');
    await waitFor(() => expect(preview.textContent).toContain('Call 8 (916) 123-45-67'));
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        input: { subject: 'Call {{trigger.Phone}}' },
      }),
    );
  });

  it('has the keyboard once it is opened by it, and gives it back to the card by Escape', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a')]));
    act(() => card('a').focus());
    await user.keyboard('{Enter}');
    const panel = await screen.findByTestId('panel');
    const tab = within(panel).getByRole('tab', { selected: true });
    await waitFor(() => expect(document.activeElement).toBe(tab));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(card('a'));
    expect(screen.getByTestId('panel')).toBeTruthy();
  });

  it('takes back what was typed into its fields one by one, and does it again', async () => {
    const user = userEvent.setup();
    await openEditor(aDocument([anAction('a', { to: 'a', subject: 'b' })]));
    await user.click(card('a'));
    await screen.findByTestId('panel');
    const bar = within(screen.getByRole('toolbar', { name: 'Editor' }));
    const press = async (name: string) => user.click(bar.getByRole('button', { name }));
    const read = () => ['To', 'Subject'].map((name) => screen.getByLabelText(name).textContent);
    dispatch(screen.getByLabelText('To'), '1');
    dispatch(screen.getByLabelText('Subject'), '2');
    await press('Undo');
    expect(read()).toEqual(['a1', 'b']);
    await press('Undo');
    expect(read()).toEqual(['a', 'b']);
    await press('Redo');
    await press('Redo');
    expect(read()).toEqual(['a1', 'b2']);
  });

  it('marks a field whose value the sample does not have, and one that is broken', async () => {
    const user = userEvent.setup();
    const input = { to: '{{trigger.nothing}}', subject: '{{nope trigger.x}}' };
    await openEditor(aDocument([anAction('a', input)]));
    await user.click(card('a'));
    await screen.findByTestId('panel');
    expect(await screen.findByText('Not in the chosen event: trigger.nothing')).toBeTruthy();
    await waitFor(() =>
      expect(screen.getByLabelText('Subject').getAttribute('aria-invalid')).toBe('true'),
    );
  });

  it('offers to fill columns by name, and does so only when asked', async () => {
    const user = userEvent.setup();
    const { saved } = await openEditor(aDocument([aRow('row')]));
    await user.click(card('row'));
    await screen.findByTestId('panel');
    const offer = await screen.findByRole('button', { name: 'Fill 2 fields by name' });
    expect(saved).toEqual([]);
    await user.click(offer);
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        input: { values: { Name: '{{trigger.Name}}', Phone: '{{trigger.Phone}}' } },
      }),
    );
    expect(screen.getByLabelText('Phone').textContent).toBe('Phone number');
  });

  it('builds a condition and says whether it holds for the sample', async () => {
    const user = userEvent.setup();
    const when = { all: [{ left: '{{trigger.Phone}}', op: 'is_not_empty' }] };
    const { saved } = await openEditor(aDocument([{ id: 'only', type: 'filter', when }]));
    await user.click(card('only'));
    await screen.findByTestId('panel');
    expect(screen.getByTestId('verdict').textContent).toContain('Holds for the sample');
    await user.click(screen.getByRole('button', { name: 'Add a condition' }));
    const second = screen.getByRole('group', { name: 'Condition 2' });
    await user.click(within(second).getByLabelText('Comparison', { selector: 'input' }));
    const options = await screen.findAllByRole('option', { name: 'equals', hidden: true });
    await user.click(options.at(-1)!);
    const fill = (label: string, text: string) =>
      dispatch(within(second).getByLabelText(label), text);
    fill('What is compared', '{{trigger.Name}}');
    fill('With what', 'Bob');
    await waitFor(() =>
      expect(screen.getByTestId('verdict').textContent).toContain('Does not hold for the sample'),
    );
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        when: { all: [{}, { left: '{{trigger.Name}}', op: 'equals', right: 'Bob' }] },
      }),
    );
  });
});

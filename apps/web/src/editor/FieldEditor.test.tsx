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
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { words as english } from '../words/en/index.js';
import { words as russian } from '../words/ru/index.js';
import { speakWith } from '../words/speech.js';
import { aDocument, anAction, aRow, openEditor } from './editor.given.js';

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const card = (id: string) => within(screen.getByTestId(`step-${id}`)).getAllByRole('button')[0]!;

async function openStep(id: string) {
  const user = userEvent.setup();
  await user.click(card(id));
  await screen.findByTestId('panel');
  return user;
}

describe('wires', () => {
  it('join a field that is chosen on the left to one on the right, and are cut again', async () => {
    const { saved } = await openEditor(aDocument([anAction('a', { to: 'x@example.com' })]));
    const user = await openStep('a');
    await user.click(screen.getByText('As wires'));
    const source = await screen.findByRole('button', { name: /Phone number/ });
    await user.click(source);
    expect(source.getAttribute('aria-pressed')).toBe('true');
    await user.click(screen.getByRole('button', { name: /Join to Subject/ }));
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({ input: { subject: '{{trigger.Phone}}' } }),
    );
    const cut = screen.getByRole('button', { name: 'Take Phone number out of Subject' });
    await user.click(cut);
    const { input } = anAction('a', { to: 'x@example.com' });
    await waitFor(() => expect(saved.at(-1)?.steps[0]).toHaveProperty('input', input));
  });

  it('offer fields of earlier events too, with the share of events that had them', async () => {
    await openEditor(aDocument([anAction('a')]));
    const user = await openStep('a');
    await user.click(screen.getByText('As wires'));
    const promo = await screen.findByRole('button', { name: /promo/ });
    expect(promo.textContent).toContain('not in this event');
    expect(promo.textContent).toContain('25%');
  });

  it('tell what is empty from what is wrong', async () => {
    const input = { to: '{{trigger.gone}}', subject: '{{nope trigger.Name}}' };
    await openEditor(aDocument([anAction('a', input)]));
    const user = await openStep('a');
    await user.click(screen.getByText('As wires'));
    expect(
      await screen.findByText('empty for this event', { selector: 'span:last-child' }),
    ).toBeTruthy();
    await waitFor(() => expect(screen.getByTestId('wires').textContent).toContain('nope'));
  });
});

describe('a pill', () => {
  it('says in the language of its reader what is done with the value', async () => {
    const subject = '{{phone trigger.Phone}} {{lookupTable trigger.Name "Ann" "Anna"}}';
    await openEditor(aDocument([anAction('a', { to: 'x@example.com', subject })]));
    await openStep('a');
    const field = await screen.findByLabelText('Subject');
    const pills = () => [...field.querySelectorAll('.hl-pill')].map((one) => one.textContent);
    expect(pills()).toEqual(['Phone number · international', 'Name · by a table']);

    act(() => speakWith('ru', russian));

    await waitFor(() => expect(pills()).toEqual(['Номер телефона · полный', 'Name · по таблице']));
    expect(card('a').textContent).toContain('Номер телефона · полный');
  });

  it('is changed as a form, with its result for the sample', async () => {
    const { saved } = await openEditor(
      aDocument([anAction('a', { to: 'x@example.com', subject: '{{trigger.Phone}}' })]),
    );
    const user = await openStep('a');
    const field = await screen.findByLabelText('Subject');
    fireEvent.click(field.querySelector('.hl-pill')!);
    const editor = await screen.findByTestId('pill-editor');
    await user.click(within(editor).getByPlaceholderText(/Change the value/));
    await user.keyboard('E.164');
    await user.click((await within(editor).findAllByRole('option', { hidden: true }))[0]!);
    expect(screen.getByTestId('pill-result').textContent).toContain('+79161234567');
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        input: { subject: '{{phone trigger.Phone}}' },
      }),
    );
  });

  it('has its table of values as rows', async () => {
    const subject = '{{lookupTable trigger.Name "Ann" "Anna" else="?"}}';
    const { saved } = await openEditor(
      aDocument([anAction('a', { to: 'x@example.com', subject })]),
    );
    const user = await openStep('a');
    fireEvent.click((await screen.findByLabelText('Subject')).querySelector('.hl-pill')!);
    const to = await screen.findByLabelText('What value 1 becomes');
    const form = screen.getByRole('group', { name: 'by a table' });
    expect(form.textContent).toContain('Translates a value by pairs');
    expect(form.textContent).not.toContain('else=');
    await user.clear(to);
    await user.type(to, '7');
    expect(screen.getByTestId('pill-result').textContent).toContain('7');
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        input: { subject: '{{lookupTable trigger.Name "Ann" 7 else="?"}}' },
      }),
    );
  });

  it('offers the words of a helper in the language of its reader', async () => {
    const subject = '{{dateAdd trigger.Name 3 "days"}}';
    const { saved } = await openEditor(
      aDocument([anAction('a', { to: 'x@example.com', subject })]),
    );
    const user = await openStep('a');
    fireEvent.click((await screen.findByLabelText('Subject')).querySelector('.hl-pill')!);
    act(() => speakWith('ru', russian));
    const unit = await screen.findByRole('combobox', { name: /^Единица/ });
    expect(unit).toHaveProperty('value', 'дни');
    await user.click(unit);
    const all = await screen.findAllByRole('option', { hidden: true });
    const words = all.map((one) => one.textContent ?? '');
    expect(words).toEqual(expect.arrayContaining(['минуты', 'часы', 'недели', 'годы']));
    expect(words.join()).not.toMatch(/minutes|hours/);
    await user.click(all.find((one) => one.textContent === 'часы')!);
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        input: { subject: '{{dateAdd trigger.Name 3 "hours"}}' },
      }),
    );
    act(() => speakWith('en', english));
  });

  it('keeps in its table what is typed, to the last quote', async () => {
    const subject = '{{lookupTable trigger.Name "Ann" trigger.Phone}}';
    const { saved } = await openEditor(
      aDocument([anAction('a', { to: 'x@example.com', subject })]),
    );
    const user = await openStep('a');
    fireEvent.click((await screen.findByLabelText('Subject')).querySelector('.hl-pill')!);
    const from = await screen.findByLabelText('Value 1 that comes in');
    await user.clear(from);
    await user.type(from, '5\'3"');
    expect(from).toHaveProperty('value', '5\'3"');
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        input: { subject: '{{lookupTable trigger.Name "5\'3\\"" trigger.Phone}}' },
      }),
    );
    expect(screen.getByLabelText('What value 1 becomes')).toHaveProperty('readOnly', true);
  });
});

it('closes the form of a pill by Escape, wherever the keyboard is', async () => {
  await openEditor(
    aDocument([anAction('a', { to: 'x@example.com', subject: '{{phone trigger.Name}}' })]),
  );
  const user = await openStep('a');
  const field = await screen.findByLabelText('Subject');
  fireEvent.click(field.querySelector('.hl-pill')!);
  await screen.findByTestId('pill-editor');
  expect(screen.getByTestId('pill-result').textContent).toContain('This is not a phone number');
  field.focus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('pill-editor')).toBeNull());
  expect(screen.getByTestId('panel')).toBeTruthy();
});

describe('what is offered', () => {
  it('says how sure it is, and takes only what is left ticked', async () => {
    const { saved } = await openEditor(aDocument([aRow('row')]));
    const user = await openStep('row');
    await user.click(await screen.findByRole('button', { name: 'Look at 2 suggestions' }));
    expect(screen.getAllByText('Sure: the same name')).toHaveLength(2);
    await user.click(screen.getByRole('checkbox', { name: /→ Phone/ }));
    await user.click(screen.getByRole('button', { name: 'Fill 1 field by name' }));
    await waitFor(() =>
      expect(saved.at(-1)?.steps[0]).toMatchObject({
        input: { values: { Name: '{{trigger.Name}}' } },
      }),
    );
    expect(JSON.stringify(saved.at(-1)?.steps[0])).not.toContain('trigger.Phone');
  });
});

it('takes pasted JSON into its rows, and leaves any other text to the field', async () => {
  const { saved } = await openEditor(aDocument([aRow('row')]));
  await openStep('row');
  const group = await screen.findByRole('group', { name: 'Values' });
  const paste = (text: string) =>
    fireEvent.paste(group, { clipboardData: { getData: () => text, types: ['text/plain'] } });
  paste('just words');
  paste('{"City": "Riga", "Sum": 5}');
  await waitFor(() =>
    expect(saved.at(-1)?.steps[0]).toMatchObject({ input: { values: { City: 'Riga', Sum: 5 } } }),
  );
  expect(saved).toHaveLength(1);
});

it('opens a draft of a newer schema to be read, says so, and changes nothing', async () => {
  const { saved } = await openEditor(aDocument([anAction('a')]), { newerSchema: 9 });
  expect(screen.getByText('This draft was made with a newer version of Hookline')).toBeTruthy();
  const user = userEvent.setup();
  await user.click(card('a'));
  await user.keyboard('{Delete}');
  expect(screen.getByTestId('step-a')).toBeTruthy();
  expect(screen.queryByTestId('panel')).toBeNull();
  expect(screen.queryByTestId('palette-search')).toBeNull();
  expect(saved).toEqual([]);
});

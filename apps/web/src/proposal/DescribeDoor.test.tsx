import type { ConnectionView } from '@hookline/contract';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { catalog } from '../given/answers.given.js';
import { aNetwork, type Answer } from '../given/network.given.js';
import { show } from '../given/show.given.js';
import { DescribeDoor } from './DescribeDoor.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const aModel = (given: Partial<ConnectionView> = {}): ConnectionView => ({
  id: 'm1',
  app: 'ai',
  name: 'Our model',
  state: 'working',
  settings: {},
  secretsSet: [],
  error: null,
  checkedAt: null,
  usedByFlows: [],
  leavingFlows: [],
  createdAt: '2026-03-01T10:00:00.000Z',
  ...given,
});

const steps = [
  {
    id: 'mail',
    name: 'Tell the owner',
    type: 'action',
    app: 'mail',
    action: 'send',
    connectionId: null,
    input: { to: '<b>a@b.ru</b>' },
  },
];
const document = {
  schemaVersion: 1,
  name: 'Leads',
  trigger: { app: 'tilda', event: 'form', connectionId: null, settings: {} },
  steps,
};
const ready = {
  state: 'ready',
  document,
  problems: [{ pointer: '/steps/0/input/subject', code: 'required', message: 'is required' }],
  leftOut: [{ kind: 'action', name: 'sheets/append' }],
};

type Given = {
  models?: ConnectionView[];
  asked?: Answer;
  found?: (Answer | 'broken line')[];
  language?: 'en' | 'ru';
};

async function given({ models = [aModel()], asked, found = [], language }: Given = {}) {
  const queue = [...found];
  const network = aNetwork({
    'GET /api/v1/connections': { body: { items: models } },
    'GET /api/v1/catalog': { body: catalog },
    'POST /api/v1/proposals': asked ?? { status: 202, body: { id: 'p1' } },
    'GET /api/v1/proposals/p1': () => {
      const next = queue.shift() ?? { body: { state: 'working' } };
      if (next === 'broken line') throw new TypeError('Failed to fetch');
      return next;
    },
    'DELETE /api/v1/proposals/p1': { status: 204 },
  });
  const taken = vi.fn(() => Promise.resolve());
  const source = { app: 'tilda', event: 'form' };
  await show(<DescribeDoor source={source} onTake={taken} />, language);
  return { network, taken, user: userEvent.setup() };
}

const sentTo = (network: Awaited<ReturnType<typeof given>>['network'], method: string) =>
  network.sent.filter((one) => one.method === method && one.path.includes('/proposals'));

async function openAndSay(user: ReturnType<typeof userEvent.setup>, words: string) {
  await user.click(await screen.findByTestId('describe'));
  const dialog = await screen.findByRole('dialog', {}, { timeout: 5_000 });
  const field = within(dialog).getByRole('textbox', { name: 'What should happen with each lead?' });
  await user.type(field, words);
  return dialog;
}

describe('the door to describe a flow', () => {
  it.each([
    ['there is no connection', []],
    ['there are only connections of other apps', [aModel({ app: 'telegram' })]],
    ['none that works', [aModel({ state: 'needs_reconnect' }), aModel({ state: 'untested' })]],
  ])('is not there where %s', async (_name, models) => {
    const { network } = await given({ models });

    await waitFor(() => expect(network.sent.length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.queryByTestId('describe')).toBeNull();
  });

  it('leads to a flow in words, which is taken only when its reader says so', async () => {
    const { network, taken, user } = await given({
      found: [{ body: { state: 'working' } }, { body: ready }],
    });
    const dialog = await openAndSay(user, 'Mail me each lead');
    expect(dialog.textContent).toContain('goes to “Our model”');

    await user.keyboard('{Tab}');
    await user.click(within(dialog).getByRole('button', { name: 'Propose a flow' }));

    const proposed = await screen.findByTestId('proposed');
    expect(sentTo(network, 'POST')[0]?.body).toEqual({
      connectionId: 'm1',
      description: 'Mail me each lead',
      source: { app: 'tilda', event: 'form' },
    });
    expect(await within(proposed).findByText('A form was sent')).toBeTruthy();
    expect(proposed.textContent).toContain('Tell the owner');
    expect(proposed.querySelector('b')).toBeNull();
    expect(dialog.textContent).toContain('the action sheets/append');
    expect(dialog.textContent).toContain('Still to be filled in');
    expect(taken).not.toHaveBeenCalled();

    await user.click(within(dialog).getByRole('button', { name: 'Take this flow' }));
    await waitFor(() => expect(taken).toHaveBeenCalledWith(document));
  });

  it('keeps the words when the proposal is not what was wanted', async () => {
    const { user } = await given({ found: [{ body: ready }] });
    const dialog = await openAndSay(user, 'Mail me');
    await user.click(within(dialog).getByRole('button', { name: 'Propose a flow' }));
    await user.click(await within(dialog).findByRole('button', { name: 'Change the words' }));

    expect(await within(dialog).findByDisplayValue('Mail me')).toBeTruthy();
  });

  it('can be given up while the model thinks, and then says so to the server', async () => {
    const { network, user } = await given();
    const dialog = await openAndSay(user, 'Mail me');
    await user.click(within(dialog).getByRole('button', { name: 'Propose a flow' }));
    expect(await within(dialog).findByText(/The model is thinking/)).toBeTruthy();
    await waitFor(() => expect(sentTo(network, 'GET').length).toBeGreaterThan(0));

    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));

    await waitFor(() => expect(sentTo(network, 'DELETE')).toHaveLength(1));
    expect(within(dialog).queryByText(/The model is thinking/)).toBeNull();
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it.each([
    ['no flow', 422, 'proposal_unusable', /Say it in other words/],
    ['a lack of workers', 503, 'worker_unavailable', /Try again in a moment/],
  ])('says what to do about %s, and lets one try again', async (_name, status, code, words) => {
    const fault = { status, body: { error: { code, message: code, requestId: 'r' } } };
    const { user } = await given({ found: [fault, { body: ready }] });
    const dialog = await openAndSay(user, 'Mail me');
    await user.click(within(dialog).getByRole('button', { name: 'Propose a flow' }));
    expect((await within(dialog).findByRole('alert')).textContent).toMatch(words);

    await user.click(within(dialog).getByRole('button', { name: 'Propose a flow' }));
    expect(await screen.findByTestId('proposed')).toBeTruthy();
  });

  it('reads the answer over another line when one breaks, and asks no model again', async () => {
    const { network, user } = await given({ found: ['broken line', { body: ready }] });
    const dialog = await openAndSay(user, 'Mail me');
    await user.click(within(dialog).getByRole('button', { name: 'Propose a flow' }));

    expect(await screen.findByTestId('proposed', {}, { timeout: 5_000 })).toBeTruthy();
    expect(sentTo(network, 'POST')).toHaveLength(1);
  });

  it('offers examples in the language of its reader', async () => {
    const { user } = await given({ language: 'ru' });
    await user.click(await screen.findByTestId('describe'));
    await user.click(await screen.findByRole('button', { name: 'Письмо с заявкой' }));

    expect(await screen.findByDisplayValue(/на Тильде/)).toBeTruthy();
  });

  it('lets one choose among several models', async () => {
    const { network, user } = await given({
      models: [aModel(), aModel({ id: 'm2', name: 'Other' })],
      found: [{ body: ready }],
    });
    const dialog = await openAndSay(user, 'Mail me');
    await user.click(within(dialog).getByRole('combobox', { name: 'Whom to ask' }));
    await user.click(await screen.findByRole('option', { name: 'Other' }));
    await user.click(within(dialog).getByRole('button', { name: 'Propose a flow' }));

    await screen.findByTestId('proposed');
    expect(sentTo(network, 'POST')[0]?.body).toMatchObject({ connectionId: 'm2' });
  });
});

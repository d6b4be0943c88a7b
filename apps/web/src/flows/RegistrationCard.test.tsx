import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { RegistrationView } from '@hookline/contract';
import { afterEach, expect, it, vi } from 'vitest';
import { aNetwork } from '../given/network.given.js';
import { show } from '../given/show.given.js';
import { RegistrationCard } from './RegistrationCard.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const view = (given: Partial<RegistrationView>): RegistrationView => ({
  isPossible: true,
  isByHand: false,
  missing: [],
  state: 'none',
  error: null,
  hasFormer: false,
  leftBehind: [],
  checkedAt: null,
  ...given,
});

const given = (body: RegistrationView) =>
  aNetwork({
    'GET /api/v1/flows/f1/registration': { body },
    'POST /api/v1/flows/f1/registration/retry': { status: 202, body: view({ state: 'wanted' }) },
  });

it('says why the sender could not be told the address, and tries again when asked', async () => {
  const network = given(view({ state: 'failed', error: 'Bad credentials (status 401)' }));
  await show(<RegistrationCard flowId="f1" />);

  expect(await screen.findByText('Not connected')).toBeTruthy();
  expect(screen.getByText('Bad credentials (status 401)')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Connect now' }));
  await waitFor(() => expect(network.sent.some(({ method }) => method === 'POST')).toBe(true));
});

it('tells in the reader’s language why it failed, quotes the sender, and says who still sends', async () => {
  const why = { code: 'source_refused', values: { status: 422 }, quote: 'hook limit reached' };
  given(view({ state: 'failed', error: 'hook limit reached (status 422)', why, hasFormer: true }));
  await show(<RegistrationCard flowId="f1" />, 'ru');

  expect(await screen.findByText(/Отправитель не принял адрес \(код 422\)/)).toBeTruthy();
  expect(screen.getByText('hook limit reached')).toBeTruthy();
  expect(screen.queryByText(/status 422/)).toBeNull();
  expect(screen.getByText(/по прежнему подключению/)).toBeTruthy();
});

it('names what is to be filled in, and where, in the reader’s language', async () => {
  given(
    view({
      missing: [
        { in: 'connection', label: { en: 'Access token', ru: 'Токен доступа' } },
        { in: 'settings', label: { en: 'Project', ru: 'Проект' } },
      ],
    }),
  );
  await show(<RegistrationCard flowId="f1" />, 'ru');

  expect(await screen.findByText(/«Токен доступа» в подключении, «Проект» ниже/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

it('is not there for a sender that is always connected by hand', async () => {
  const network = given(view({ isPossible: false }));
  await show(<RegistrationCard flowId="f1" />);

  await waitFor(() => expect(network.sent).toHaveLength(1));
  expect(screen.queryByText(/onnected/)).toBeNull();
});

it.each([true, false])(
  'names the webhook that only a person can remove (%s)',
  async (isPossible) => {
    const leftBehind = [{ place: 'gitlab: grp/a', at: '2026-11-22T10:00:00.000Z' }];
    given(view({ state: 'registered', isPossible, leftBehind }));
    await show(<RegistrationCard flowId="f1" />);

    expect(await screen.findByText(/old webhook stayed at gitlab: grp\/a/)).toBeTruthy();
  },
);

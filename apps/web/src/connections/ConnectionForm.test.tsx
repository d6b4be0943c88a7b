import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { AppDescription, ConnectionView, FieldDescription } from '@hookline/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aNetwork } from '../given/network.given.js';
import { show } from '../given/show.given.js';
import { ConnectionForm } from './ConnectionForm.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const field = (key: string, label: string, more: Partial<FieldDescription>): FieldDescription => ({
  key,
  kind: 'text',
  label: { en: label },
  required: false,
  mappable: false,
  ...more,
});
const anApp = (isKeyNeeded: boolean): AppDescription => ({
  key: 'ai',
  label: { en: 'Models' },
  category: 'other',
  icon: 'box',
  color: '#000000',
  connectionFields: [
    field('baseUrl', 'Address', { kind: 'url', required: true, secretsGoTo: 'address' }),
    field('key', 'API key', { kind: 'secret', required: isKeyNeeded }),
  ],
  triggers: [],
  actions: [],
});
const stored: ConnectionView = {
  id: 'c1',
  app: 'ai',
  name: 'Ours',
  state: 'working',
  settings: { baseUrl: 'https://models.example' },
  secretsSet: ['key'],
  error: null,
  checkedAt: null,
  usedByFlows: [],
  leavingFlows: [],
  createdAt: '2026-01-02T03:04:05.000Z',
};

async function opened(isKeyNeeded: boolean) {
  const network = aNetwork({
    'PATCH /api/v1/connections/c1': { body: stored },
    'POST /api/v1/connections/c1/check': { body: { ok: true, message: 'ok', connection: stored } },
  });
  const noop = vi.fn();
  const form = { app: anApp(isKeyNeeded), connection: stored, onClose: noop, onSaved: noop };
  await show(<ConnectionForm {...form} />);
  const key = screen.getByLabelText(/API key/, { selector: 'input' });
  const write = (input: HTMLElement, value: string) =>
    fireEvent.change(input, { target: { value } });
  const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save and test' }));
  const sent = () => network.sent.find(({ method }) => method === 'PATCH')?.body;
  return { key, address: screen.getByLabelText(/Address/), write, save, sent };
}

describe('a connection whose address is changed', () => {
  it('asks for its key again at once, and saves nothing before it has it', async () => {
    const { key, address, write, save, sent } = await opened(true);
    expect(key.getAttribute('placeholder')).toBe('Stored. Leave empty to keep it.');
    write(address, 'https://other.example');
    expect(screen.getByText('The address has changed: give this again.')).toBeTruthy();
    save();
    expect(sent()).toBeUndefined();

    write(key, 'new key');
    expect(screen.queryByText('The address has changed: give this again.')).toBeNull();
    save();
    await waitFor(() =>
      expect(sent()).toMatchObject({
        values: { baseUrl: 'https://other.example', key: 'new key' },
      }),
    );
  });

  it('keeps its key when the address comes back', async () => {
    const { address, write, save, sent } = await opened(true);
    write(address, 'https://other.example');
    write(address, 'https://models.example/');
    save();
    await waitFor(() => expect(sent()).toMatchObject({ name: 'Ours' }));
    expect(sent()).not.toHaveProperty('values.key');
  });

  it('says of a key that need not be there that it is forgotten, and has it forgotten', async () => {
    const { address, write, save, sent } = await opened(false);
    write(address, 'http://127.0.0.1:11434/v1');
    expect(screen.getByText(/Left empty, it is forgotten/)).toBeTruthy();
    save();
    await waitFor(() => expect(sent()).toMatchObject({ values: { key: null } }));
  });
});

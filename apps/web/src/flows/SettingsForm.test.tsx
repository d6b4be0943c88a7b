import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { saveDraft, type FlowDocument, type FlowView } from '@hookline/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { flowQuery } from '../api/flows.js';
import { aFlow, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork, type Answer } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const slow = { timeout: 5_000 };
const overtaken = {
  status: 409,
  body: { error: { code: 'draft_changed', message: 'x', requestId: 'req_1' } },
};

/** The settings of a flow on a server that refuses what is not on top of its draft. */
const given = async () => {
  aLiveServer();
  let flow = aFlow({ draftRevision: 7 });
  const become = (draft: Partial<FlowDocument>): FlowView => {
    const next = { ...flow.draft, ...draft };
    return (flow = aFlow({ draftRevision: flow.draftRevision + 1, draft: next, name: next.name }));
  };
  const network = aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/connections': { body: { items: [] } },
    'GET /api/v1/flows/f1': () => ({ body: flow }),
    'GET /api/v1/flows/f1/ledger': { body: { received: 0, held: 0, open: 0, balanced: true } },
    'GET /api/v1/flows/f1/mains': { body: { items: [] } },
    'PUT /api/v1/flows/f1/draft': ({ body }): Answer => {
      const asked = saveDraft.body?.parse(body);
      return asked?.revision === flow.draftRevision ? { body: become(asked.document) } : overtaken;
    },
  });
  const { queryClient } = await showAt('/flows/f1/settings');
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: /^Name/ }, slow);
  return {
    name,
    type: (value: string) => fireEvent.change(nameField(), { target: { value } }),
    save: () => fireEvent.click(screen.getByRole('button', { name: 'Save' })),
    colleague: {
      saves: (draft: Partial<FlowDocument>) => void become(draft),
      isHeard: (draft: Partial<FlowDocument>) =>
        void queryClient.setQueryData(flowQuery('f1').queryKey, become(draft)),
    },
    answer: () => waitFor(() => expect(queryClient.isMutating()).toBe(0)),
    stored: () => flow.draft,
    puts: () => network.sent.filter(({ method }) => method === 'PUT').length,
  };
};

const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: /^Name/ });
const rules = () =>
  screen.getByRole('combobox', { name: 'Never store' }).parentElement?.textContent;

describe('the settings of a flow', () => {
  it('keep what is typed while they are saved, and the place where it is typed', async () => {
    const page = await given();
    page.name.focus();
    page.type('First');
    page.save();
    page.type('First and second');

    await waitFor(() => expect(page.stored().name).toBe('First'));
    await page.answer();
    expect(nameField().value).toBe('First and second');
    expect(document.activeElement).toBe(page.name);
    page.save();
    await waitFor(() => expect(page.stored().name).toBe('First and second'));
  });

  it('show what a colleague saves, and keep what is typed', async () => {
    const page = await given();
    page.type('Mine');
    page.colleague.isHeard({ masks: ['pin'] });

    await waitFor(() => expect(rules()).toContain('pin'));
    expect(nameField().value).toBe('Mine');
    page.save();
    await waitFor(() => expect(page.stored()).toMatchObject({ name: 'Mine', masks: ['pin'] }));
  });

  it('are saved on top of what a colleague has saved elsewhere a moment ago', async () => {
    const page = await given();
    page.type('Mine');
    page.colleague.saves({ masks: ['pin'] });
    page.save();

    await waitFor(() => expect(page.stored()).toMatchObject({ name: 'Mine', masks: ['pin'] }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(page.puts()).toBe(2);
  });

  it('ask before they replace what a colleague has set in the same place', async () => {
    const page = await given();
    page.type('Mine');
    page.colleague.saves({ name: 'Theirs' });
    page.save();

    const note = await screen.findByRole('alert', {}, slow);
    await waitFor(() => expect(note.textContent).toMatch(/Yours is kept.*Theirs.*→.*Mine/));
    expect([page.stored().name, nameField().value]).toEqual(['Theirs', 'Mine']);
    page.save();
    await waitFor(() => expect(page.stored().name).toBe('Mine'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('give way to a colleague when they are told to', async () => {
    const page = await given();
    page.type('Mine');
    page.colleague.isHeard({ name: 'Theirs' });

    fireEvent.click(await screen.findByRole('button', { name: 'Take theirs' }, slow));

    expect(nameField().value).toBe('Theirs');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(page.puts()).toBe(0);
  });
});

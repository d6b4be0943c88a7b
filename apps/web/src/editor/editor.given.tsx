import {
  flowDocument,
  saveDraft,
  type AppDescription,
  type FieldDescription,
  type FlowDocument,
  type FlowView,
  type JsonValue,
} from '@hookline/contract';
import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { words } from '../words/en/index.js';
import { speakWith } from '../words/speech.js';
import { Editor } from './Editor.js';
import { dropEditors } from './state/kept-editors.js';

const at = '2026-01-02T03:04:05.000Z';

export const aField = (
  key: string,
  label: string,
  given: Partial<FieldDescription> = {},
): FieldDescription => ({
  key,
  kind: 'text',
  label: { en: label },
  required: false,
  mappable: true,
  ...given,
});

export const apps: AppDescription[] = [
  {
    key: 'form',
    label: { en: 'Forms' },
    category: 'forms',
    icon: 'forms',
    color: '#112233',
    connectionFields: [],
    actions: [],
    triggers: [
      {
        key: 'sent',
        label: { en: 'A form was sent' },
        setup: [{ en: 'Paste the address.' }],
        settings: [],
        labels: { Phone: { en: 'Phone number', ru: 'Номер телефона' } },
        sample: { Name: 'Ann', Phone: '8 (916) 123-45-67', sum: '1 200' },
        dedupeFields: [],
        connection: 'none',
      },
    ],
  },
  {
    key: 'mail',
    label: { en: 'Mail' },
    category: 'mail',
    icon: 'mail',
    color: '#112233',
    connectionFields: [],
    triggers: [],
    actions: [
      {
        key: 'send',
        label: { en: 'Send a mail' },
        effect: 'once',
        connection: 'optional',
        input: [
          aField('to', 'To', { kind: 'email', required: true }),
          aField('subject', 'Subject', { required: true }),
        ],
        output: [aField('messageId', 'Message id')],
        sample: { messageId: 'm1' },
      },
    ],
  },
  {
    key: 'table',
    label: { en: 'Tables' },
    category: 'tables',
    icon: 'table',
    color: '#112233',
    connectionFields: [],
    triggers: [],
    actions: [
      {
        key: 'insert_row',
        label: { en: 'Add a row' },
        effect: 'local',
        connection: 'none',
        input: [aField('values', 'Values', { kind: 'key_values', choicesFrom: 'columns' })],
        output: [aField('id', 'ID')],
        sample: { id: 'r1' },
      },
    ],
  },
];

export function aDocument(steps: unknown[] = []): FlowDocument {
  return flowDocument.parse({
    schemaVersion: 1,
    name: 'Leads',
    trigger: { app: 'form', event: 'sent' },
    steps,
  });
}

export function aView(draft: FlowDocument = aDocument(), revision = 1): FlowView {
  return {
    id: 'f1',
    name: draft.name,
    state: 'draft',
    hookUrl: 'https://example.com/hooks/t',
    draft,
    newerSchema: null,
    draftRevision: revision,
    published: null,
    hasUnpublishedChanges: true,
    sampleEventId: null,
    takesFrom: null,
    feeds: [],
    problems: [],
    createdAt: at,
    updatedAt: at,
  };
}

const workspace = { id: 'w', name: 'W', timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' };

/** Answers of the server by the end of the address; saves are remembered. */
function answerCalls(): { saved: FlowDocument[] } {
  const saved: FlowDocument[] = [];
  const replies: Record<string, (body: unknown) => unknown> = {
    '/catalog': () => ({ apps }),
    '/catalog/choices': () => ({
      choices: ['Name', 'Phone', 'City'].map((value) => ({ value, label: { en: value } })),
    }),
    '/me': () => ({ user: null, workspace }),
    '/events': () => ({ items: [], nextCursor: null }),
    '/connections': () => ({ items: [] }),
    '/flows/f1/fields': () => ({
      events: 4,
      fields: [
        { segments: ['Phone'], count: 3, types: { text: 3 }, examples: ['1'] },
        { segments: ['promo'], count: 1, types: { text: 1 }, examples: ['TEA'] },
      ],
    }),
    '/flows/f1/draft': (body) => {
      const { document, revision } = saveDraft.body.parse(body) ?? {
        document: aDocument(),
        revision: 0,
      };
      saved.push(document);
      return aView(document, revision + 1);
    },
  };
  vi.stubGlobal('fetch', (address: string, init?: { body?: string }) => {
    const path = new URL(address, 'http://x').pathname.replace('/api/v1', '');
    const reply = replies[path]?.(init?.body ? JSON.parse(init.body) : undefined);
    return Promise.resolve(
      new Response(JSON.stringify(reply ?? { error: { code: 'not_found', message: path } }), {
        status: reply ? 200 : 404,
      }),
    );
  });
  return { saved };
}

export async function openEditor(draft: FlowDocument, given: Partial<FlowView> = {}) {
  dropEditors();
  notifications.clean();
  return openAgain(draft, given);
}

/** The editor as somebody finds it who has been on this page before. */
export async function openAgain(draft: FlowDocument, given: Partial<FlowView> = {}) {
  speakWith('en', words);
  const calls = answerCalls();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const page = render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <Notifications />
        <div style={{ width: 1200, height: 800 }}>
          <Editor flow={{ ...aView(draft), ...given }} />
        </div>
      </QueryClientProvider>
    </MantineProvider>,
  );
  await page.findByTestId('editor');
  return { ...page, ...calls };
}

export const anAction = (id: string, input: Record<string, JsonValue> = {}) => ({
  id,
  type: 'action',
  app: 'mail',
  action: 'send',
  input,
});

export const aRow = (id: string, values: Record<string, JsonValue> = {}) => ({
  id,
  type: 'action',
  app: 'table',
  action: 'insert_row',
  input: { values },
});

export const aBranching = (id: string, steps: unknown[] = [], otherwise: unknown[] = []) => ({
  id,
  type: 'branch',
  branches: [{ id: `${id}_a`, when: { all: [] }, steps }],
  otherwise,
});

import type { JsonValue } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { readProposal } from './read-proposal.js';

const mail = {
  id: 'mail',
  name: 'Tell the owner',
  type: 'action',
  app: 'email',
  action: 'send',
  input: { to: 'a@b.ru', subject: 'Lead of {{trigger.Name}}' },
};
const flow = (given: object = {}) => ({
  name: 'Leads by mail',
  trigger: { app: 'tilda', event: 'form' },
  steps: [mail],
  ...given,
});
const read = (given: object = {}, source?: { app: string; event: string }) =>
  readProposal(JSON.stringify(flow(given)), source);
const stepsOf = (steps: readonly JsonValue[]) => read({ steps });

describe('a flow that a model proposes', () => {
  it('is a document with its source and steps, and empty connections', () => {
    expect(read()).toEqual({
      leftOut: [],
      document: {
        schemaVersion: 1,
        name: 'Leads by mail',
        trigger: { app: 'tilda', event: 'form', connectionId: null, settings: {} },
        steps: [{ ...mail, connectionId: null }],
      },
    });
  });

  it.each([
    [
      'words around it',
      (text: string) => `Here is your flow:\n\`\`\`json\n${text}\n\`\`\`\nEnjoy!`,
    ],
    ['an outer document', (text: string) => `{"document": ${text}}`],
  ])('is found in %s', (_name, wrap) => {
    expect(readProposal(wrap(JSON.stringify(flow())))?.document.steps).toHaveLength(1);
  });

  it('keeps the source that the flow has already', () => {
    const { document, leftOut } = read({}, { app: 'webhook', event: 'received' }) ?? {};

    expect(document?.trigger).toMatchObject({ app: 'webhook', event: 'received' });
    expect(leftOut).toEqual([]);
  });

  it('has every kind of step, inside of each other', () => {
    const when = { all: [{ left: '{{trigger.Sum}}', op: 'at_least', right: 5 }] };
    const given = [
      { id: 'real', type: 'filter', when },
      {
        id: 'way',
        type: 'branch',
        branches: [{ id: 'vip', label: 'VIP', when, steps: [mail] }],
        otherwise: [{ id: 'wait', type: 'delay', for: { minutes: 5 } }],
      },
      { id: 'each', type: 'loop', items: '{{trigger.rows}}', steps: [{ ...mail, id: 'row' }] },
      { id: 'answer', type: 'respond', reply: { kind: 'text', body: 'ok' } },
    ];

    expect(stepsOf(given)).toMatchObject({
      leftOut: [],
      document: { steps: [{ id: 'real' }, { branches: [{ steps: [{}] }] }, { steps: [{}] }, {}] },
    });
  });
});

describe('what a hostile or careless model says', () => {
  it.each([
    ['nothing', ''],
    ['words', 'I cannot do this.'],
    ['a script', '<script>alert(1)</script>'],
    ['a list', '[1, 2]'],
    ['an empty object', '{}'],
    ['half an object', '{"steps": ['],
    ['no steps', JSON.stringify(flow({ steps: [] }))],
    ['steps that are none', JSON.stringify(flow({ steps: 'all' }))],
    ['only what there is not', JSON.stringify(flow({ steps: [{ ...mail, app: 'evil' }] }))],
    ['far too much', JSON.stringify(flow({ name: 'x'.repeat(200_000) }))],
    ['far too deep', `{"steps": ${'['.repeat(40_000)}${']'.repeat(40_000)}}`],
    ['deep conditions', JSON.stringify(flow({ steps: [deepFilter(60)] }))],
  ])('%s is no flow', (_name, text) => {
    expect(readProposal(text)).toBeNull();
  });

  it('leaves out apps, actions and kinds of steps that there are not, and says so', () => {
    const { document, leftOut } =
      stepsOf([
        { ...mail, id: 'a', app: 'sheets', action: 'append' },
        { ...mail, id: 'b', action: 'constructor' },
        { ...mail, id: 'c', app: '__proto__', action: 'toString' },
        { id: 'd', type: 'code', name: 'Run it', code: 'process.exit()' },
        'text',
        mail,
      ]) ?? {};

    expect(document?.steps.map(({ id }) => id)).toEqual(['mail']);
    expect(leftOut).toEqual([
      { kind: 'action', name: 'sheets/append' },
      { kind: 'action', name: 'email/constructor' },
      { kind: 'action', name: '__proto__/toString' },
      { kind: 'step', name: 'Run it' },
      { kind: 'step', name: '?' },
    ]);
  });

  it('takes a source that there is not for any sender', () => {
    expect(read({ trigger: { app: 'evil', event: 'form' } })).toMatchObject({
      document: { trigger: { app: 'webhook', event: 'received' } },
      leftOut: [{ kind: 'source', name: 'evil/form' }],
    });
  });

  it('takes nothing but a name, a source, steps and their own fields', () => {
    const theirs = '0199a1b2-0000-7000-8000-000000000001';
    const text = JSON.stringify(
      flow({
        masks: ['x'],
        endpoint: { through: theirs },
        answer: { kind: 'redirect', url: 'https://evil.example' },
        trigger: { app: 'tilda', event: 'form', connectionId: theirs, settings: { events: 'x' } },
        steps: [
          {
            ...mail,
            connectionId: theirs,
            onError: 'continue',
            timeoutSecs: 300,
            input: { ...mail.input, evil: 1, constructor: 2 },
          },
        ],
      }),
    ).replace('"name":"Leads', '"__proto__":{"isAdmin":true},"name":"Leads');
    const { document } = readProposal(text) ?? {};

    expect(JSON.stringify(document)).not.toMatch(/0199|evil|constructor|isAdmin|masks|timeout/);
    expect(Object.keys(document ?? {})).toEqual(['schemaVersion', 'name', 'trigger', 'steps']);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('keeps script as the text that it is', () => {
    const name = '<img src=x onerror=alert(1)>';

    expect(stepsOf([{ ...mail, name }])?.document.steps[0]?.name).toBe(name);
  });

  it('shows names as they read, without signs that turn or hide them', () => {
    const given = flow({
      name: 'Leads\u202Etxt',
      trigger: { app: 'evil\u202E', event: 'form' },
      steps: [
        { ...mail, name: 'Send\u2066\u001b' },
        { ...mail, id: 'b', name: '\u200b\u202e' },
        { id: 'c', type: 'code', name: 'Run\u202Eit' },
      ],
    });
    const { document, leftOut } = readProposal(JSON.stringify(given)) ?? {};

    expect(document?.name).toBe('Leads_txt');
    expect(document?.steps.map(({ name }) => name)).toEqual(['Send__', undefined]);
    expect(leftOut?.map(({ name }) => name)).toEqual(['Run_it', 'evil_/form']);
  });

  it('gives a step a name of its own when it has none that is fit', () => {
    const { document } =
      stepsOf([mail, mail, { ...mail, id: 'Send It!' }, { ...mail, id: 5 }]) ?? {};

    expect(document?.steps.map(({ id }) => id)).toEqual(['mail', 'mail_2', 'send_it', 'action']);
  });

  it('has at most fifty steps, and notes no more than twenty of the rest', () => {
    const { document, leftOut } = stepsOf(Array.from({ length: 500 }, () => mail)) ?? {};

    expect([document?.steps.length, leftOut?.length]).toEqual([50, 20]);
  });

  it('has no sign that the database cannot keep', () => {
    const found = readProposal(JSON.stringify(flow()).replace('Tell', 'T\\u0000\\ud800ell'));

    expect(JSON.stringify(found)).not.toMatch(/\\u0000|\\ud800/);
  });
});

function deepFilter(depth: number): object {
  let when: object = { left: 1, op: 'is_true' };
  for (let level = 0; level < depth; level += 1) when = { not: when };
  return { id: 'deep', type: 'filter', when };
}

import type { FlowDocument, JsonObject, Step } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { checkDocument } from './check-document.js';

const apps = new Map([
  ['crm', 'http'],
  ['bot', 'telegram'],
  ['key', 'tilda'],
]);
const appOf = (id: string) => apps.get(id) ?? null;

const httpStep = (given: Partial<Extract<Step, { type: 'action' }>> = {}): Step => ({
  id: 'tell',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: { method: 'POST', url: 'https://example.com/' },
  ...given,
});
const withInput = (input: JsonObject) =>
  httpStep({ input: { method: 'POST', url: 'https://example.com/', ...input } });

const webhook = { app: 'webhook', event: 'received', connectionId: null, settings: {} };
const check = (given: Partial<FlowDocument>) =>
  checkDocument(
    {
      schemaVersion: 1,
      name: 'Flow',
      trigger: webhook,
      steps: [],
      ...given,
    },
    appOf,
  ).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a document', () => {
  it('without a fault may be published', () => {
    const steps: Step[] = [
      { id: 'real', type: 'filter', when: { left: '{{trigger.Phone}}', op: 'is_not_empty' } },
      withInput({ body: { id: '{{trigger.[Ваше имя]}}', at: '{{now}}' } }),
      { id: 'pause', type: 'delay', until: '{{trigger.date}}' },
      httpStep({ id: 'again', connectionId: 'crm', input: { url: '{{steps.tell.body.next}}' } }),
    ];
    const settings = { events: ['paid'], eventPath: 'header:X-Event' };

    expect(check({ steps })).toEqual([]);
    expect(check({ trigger: { ...webhook, settings } })).toEqual([]);
  });

  it.each([
    [{ method: 'POST', url: { at: '{{trigger.url}}' } }, '/steps/0/input/url value_url'],
    [{ method: 'POST', url: ['{{trigger.url}}'] }, '/steps/0/input/url value_url'],
    [
      { method: 'POST', url: 'https://a.b', headers: ['{{now}}'] },
      '/steps/0/input/headers value_object',
    ],
  ])('never holds %j, whatever its templates become', (input, found) => {
    expect(check({ steps: [httpStep({ input })] })).toEqual([found]);
  });

  it('holds a text where a text belongs, and no object', () => {
    const to = '{{trigger.Email}}';
    const mail = (subject: JsonObject | string): Step => ({
      ...httpStep({ app: 'email', action: 'send', input: { to: [to], subject, text: 'Hello' } }),
    });
    expect(check({ steps: [mail({ ru: '{{now}}' })] })).toEqual([
      '/steps/0/input/subject value_text',
    ]);
    expect(check({ steps: [mail('{{now}}')] })).toEqual([]);
  });

  it('may name the element of a list inside of its loop, in a branch there too', () => {
    const inner = withInput({ body: { name: '{{item.name}}', at: '{{index}}' } });
    const branch: Step = {
      id: 'route',
      type: 'branch',
      mode: 'first',
      branches: [{ id: 'yes', when: { left: '{{item.n}}', op: 'exists' }, steps: [inner] }],
      otherwise: [],
    };
    const each: Step = { id: 'each', type: 'loop', items: '{{trigger.list}}', steps: [branch] };
    const after = httpStep({ id: 'sum', input: { url: '{{steps.each.count}}' } });
    expect(check({ steps: [each, after] })).toEqual([]);
  });

  const faults: [string, Partial<FlowDocument>, string[]][] = [
    [
      'an element of a list outside of a loop',
      { steps: [withInput({ body: { name: '{{item.name}}' } })] },
      ['/steps/0/input/body/name item_outside'],
    ],
    [
      'a result of a round behind its loop',
      {
        steps: [
          { id: 'each', type: 'loop', items: '{{trigger.list}}', steps: [httpStep()] },
          httpStep({ id: 'next', input: { url: '{{steps.tell.body}}' } }),
        ],
      },
      ['/steps/1/input/url unknown_reference'],
    ],
    [
      'a loop that names no list',
      { steps: [{ id: 'each', type: 'loop', items: ' ', steps: [] }] },
      ['/steps/0/items required'],
    ],
    [
      'an unknown source',
      { trigger: { app: 'tilda', event: 'nothing', connectionId: null, settings: {} } },
      ['/trigger/event unknown_trigger'],
    ],
    [
      'a choice of events of which nobody says where their kind stands',
      { trigger: { ...webhook, settings: { events: ['paid'], eventPath: ' ' } } },
      ['/trigger/settings/eventPath required'],
    ],
    [
      'an order by a field that is never stored',
      {
        masks: ['client.phone'],
        order: { by: 'key', key: '{{trigger.client.phone}}', whenStuck: 'wait' },
      },
      ['/order/key order_key_masked'],
    ],
    [
      'a template that names nothing',
      { steps: [withInput({ body: { all: 'x {{this}}' } })] },
      ['/steps/0/input/body/all nothing_named'],
    ],
    [
      'a condition that names nothing',
      {
        steps: [
          { id: 'real', type: 'filter', when: { all: [{ left: '{{this}}', op: 'is_not_empty' }] } },
        ],
      },
      ['/steps/0/when/all/0/left nothing_named'],
    ],
    ['an unknown app', { steps: [httpStep({ app: 'nobody' })] }, ['/steps/0/app unknown_app']],
    [
      'an unknown action',
      { steps: [httpStep({ action: 'constructor' })] },
      ['/steps/0/action unknown_action'],
    ],
    [
      'a required input that is empty',
      { steps: [httpStep({ input: { url: '' } })] },
      ['/steps/0/input/url required'],
    ],
    [
      'a required input in which nothing is given',
      {
        steps: [
          httpStep({ app: 'tables', action: 'insert_row', input: { table: 'Leads', values: {} } }),
        ],
      },
      ['/steps/0/input/values required'],
    ],
    [
      'a literal that its field cannot read',
      { steps: [withInput({ url: 'example' })] },
      ['/steps/0/input/url value_url'],
    ],
    [
      'a choice that there is not',
      { steps: [withInput({ method: 'BREW' })] },
      ['/steps/0/input/method unknown_choice'],
    ],
    [
      'a template in a setting',
      { steps: [withInput({ method: '{{trigger.m}}' })] },
      ['/steps/0/input/method not_mappable'],
    ],
    [
      'a template from nowhere',
      { steps: [withInput({ body: ['{{process.env}}'] })] },
      ['/steps/0/input/body/0 unknown_root'],
    ],
    [
      'a step that there is not',
      { steps: [withInput({ body: '{{steps.nobody.id}}' })] },
      ['/steps/0/input/body reference_gone'],
    ],
    [
      'a step that runs later',
      { steps: [withInput({ body: '{{steps.late.id}}' }), httpStep({ id: 'late' })] },
      ['/steps/0/input/body unknown_reference'],
    ],
    [
      'a step of its own',
      { steps: [withInput({ body: '{{steps.tell.id}}' })] },
      ['/steps/0/input/body own_result'],
    ],
    [
      'a step that runs only on one branch',
      {
        steps: [
          {
            id: 'way',
            type: 'branch',
            mode: 'first',
            branches: [{ id: 'yes', when: { all: [] }, steps: [httpStep({ id: 'inner' })] }],
            otherwise: [],
          },
          withInput({ body: '{{steps.inner.id}}' }),
        ],
      },
      ['/steps/1/input/body unknown_reference'],
    ],
    [
      'a missing connection',
      {
        steps: [
          httpStep({ app: 'telegram', action: 'send_message', input: { chat: '1', text: 'x' } }),
        ],
      },
      ['/steps/0/connectionId connection_missing'],
    ],
    [
      'a connection of nobody here',
      { steps: [httpStep({ connectionId: 'foreign' })] },
      ['/steps/0/connectionId connection_unknown'],
    ],
    [
      'a connection of another app',
      { steps: [httpStep({ connectionId: 'bot' })] },
      ['/steps/0/connectionId connection_wrong_app'],
    ],
    [
      'a connection where none is used',
      { trigger: { ...webhook, connectionId: 'crm' } },
      ['/trigger/connectionId connection_'],
    ],
    [
      'a wrong template in a condition',
      { steps: [{ id: 'f', type: 'filter', when: { any: [{ left: '{{', op: 'exists' }] } }] },
      ['/steps/0/when/any/0/left '],
    ],
    [
      'a wrong template in a delay',
      { steps: [{ id: 'd', type: 'delay', until: '{{nope 1}}' }] },
      ['/steps/0/until '],
    ],
  ];

  it.each(faults)('with %s is refused at its place', (_name, document, expected) => {
    const found = check(document);

    expect(found).toHaveLength(expected.length);
    found.forEach((one, index) => expect(one).toContain(expected[index]));
  });

  it('may look at a step that surely ran before, also from inside a branch', () => {
    const branch = { id: 'yes', when: { all: [] }, steps: [withInput({ body: '{{steps.a.id}}' })] };
    const steps: Step[] = [
      httpStep({ id: 'a' }),
      { id: 'way', type: 'branch', mode: 'first', branches: [branch], otherwise: [] },
    ];

    expect(check({ steps })).toEqual([]);
  });
});

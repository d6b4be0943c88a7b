import { appDescription } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { connector } from './connector.js';
import { receiver } from './receiver/receiver.js';
import { action } from './define-action.js';
import { describeApps } from './describe.js';
import { describeFields, field } from './field.js';

const add = action({
  key: 'add',
  label: { en: 'Add' },
  connection: 'required',
  effect: ({ hasConnection }) => (hasConnection ? 'once' : 'local'),
  input: { name: field.text({ label: { en: 'Name' }, required: true }) },
  output: {},
  sample: {},
  run: async () => null,
});
const acme = connector({
  key: 'acme',
  label: { en: 'Acme' },
  category: 'crm',
  icon: 'box',
  color: '#000000',
  connection: {
    fields: { token: field.secret({ label: { en: 'Token' }, required: true }) },
    check: async () => ({ message: 'ok', why: { code: 'works_untested' } }),
  },
  actions: [add],
});
const preset = (app: string): ReturnType<typeof receiver> =>
  receiver({
    app,
    event: 'sent',
    label: { en: 'Sent' },
    appLabel: { en: app },
    category: 'sites',
    icon: 'forms',
    color: '#000000',
    setup: [],
    labels: {},
    sample: {},
  });

describe('describing apps', () => {
  it('tells by which field an effect is decided, so that a page can say what a step does', () => {
    const method = field.choice({
      label: { en: 'Method' },
      default: 'POST',
      choices: ['GET', 'POST'].map((value) => ({ value, label: { en: value } })),
    });
    const call = action({
      key: 'call',
      label: { en: 'Call' },
      effect: 'keyed',
      effectByField: { field: 'method', kinds: { GET: 'read' } },
      input: { method },
      output: {},
      sample: {},
      run: async () => null,
    });
    const [app] = describeApps([{ ...acme, actions: [call, add] }], []);
    const [described, other] = appDescription.parse(app).actions;
    expect(described).toMatchObject({
      effect: 'keyed',
      effectByField: { field: 'method', kinds: { GET: 'read' } },
    });
    expect(other).not.toHaveProperty('effectByField');
  });

  it('gives JSON that fits the contract, with the receiver beside the actions of its app', () => {
    const apps = describeApps([acme], [preset('acme'), preset('forms')]);

    expect(
      apps.map(({ key, actions, triggers }) => [key, actions.length, triggers.length]),
    ).toEqual([
      ['acme', 1, 1],
      ['forms', 0, 1],
    ]);
    for (const app of apps) expect(appDescription.safeParse(app).error).toBeUndefined();
    expect(apps[0]?.actions[0]?.effect).toBe('once');
  });

  it('keeps secrets out of reach of templates, and everything else open unless it says so', () => {
    const fields = describeFields({
      token: field.secret({ label: { en: 'Token' } }),
      text: field.text({ label: { en: 'Text' } }),
      method: field.choice({ label: { en: 'Method' }, mappable: false }),
    });

    expect(fields.map(({ mappable }) => mappable)).toEqual([false, true, false]);
  });
});

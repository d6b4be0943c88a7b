import { readdirSync, readFileSync } from 'node:fs';
import {
  describeApps,
  readInput,
  type FieldDescription,
  type Fields,
  type JsonObject,
  type JsonValue,
  type Words,
} from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { connectors, findAction, findConnector, findReceiver, receivers } from './index.js';
import { aCall, json, recordingPorts } from './ports.given.js';

const here = new URL('.', import.meta.url);
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !/\.(test|given)\.ts$/.test(name),
);
const actions = connectors.flatMap((connector) =>
  connector.actions.map((action) => ({
    name: `${connector.key}/${action.key}`,
    connector,
    action,
  })),
);

function spoken(words: Words): boolean {
  return words.en.trim() !== '' && (words.ru ?? '').trim() !== '';
}

/** Every text for a person in a tree of descriptions. */
function allWords(value: unknown): Words[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && typeof value.en === 'string') return [value as Words];
  return Object.values(value).flatMap(allWords);
}

function allFields(fields: readonly FieldDescription[]): FieldDescription[] {
  return fields.flatMap((field) => [field, ...allFields(field.fields ?? [])]);
}

/** A plausible value for each field, so that every action can be called without being told how. */
function sampleInput(fields: Fields): JsonObject {
  const samples: Record<string, JsonValue> = {
    email: 'a@example.com',
    url: 'https://example.com/a',
    number: 1,
    boolean: true,
    list: [1],
    object: { a: 1 },
    key_values: { A: 'a' },
    json: { a: 1 },
  };
  const entries = Object.entries(fields).map(([key, { kind, options }]): [string, JsonValue] => [
    key,
    options.default ?? options.choices?.[0]?.value ?? samples[kind] ?? 'text',
  ]);
  return Object.fromEntries(entries);
}

const connectionOf: Record<string, JsonObject> = {
  ai: { model: 'm' },
  telegram: { token: '1:a' },
};

describe('the catalogue', () => {
  it('has unique keys', () => {
    const keys = [
      ...actions.map(({ name }) => name),
      ...receivers.map(({ app, event }) => `${app}/${event}`),
    ];

    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(connectors.map(({ key }) => key)).size).toBe(connectors.length);
  });

  it('has the keys that flows outside already name', () => {
    expect([findReceiver('webhook', 'received'), findReceiver('tilda', 'form')]).not.toContain(
      null,
    );
    for (const [app, key, inputs] of [
      ['http', 'request', ['method', 'url', 'headers', 'query', 'body']],
      ['tables', 'insert_row', ['table', 'values']],
      ['email', 'send', ['to', 'subject', 'text', 'html']],
      ['telegram', 'send_message', ['chat', 'text']],
      ['ai', 'ask', ['instruction', 'text', 'fields']],
    ] as const) {
      expect(Object.keys(findAction(app, key)?.input ?? {})).toEqual(
        expect.arrayContaining([...inputs]),
      );
    }
  });

  it('finds nothing under names that nobody has, also those of prototypes', () => {
    expect(findAction('http', 'constructor')).toBeNull();
    expect(findAction('__proto__', 'toString')).toBeNull();
    expect(findReceiver('tilda', 'nothing')).toBeNull();
    expect(findConnector('constructor')).toBeNull();
  });

  it('speaks English and Russian in every word, data of the installation aside', () => {
    const words = allWords(describeApps(connectors, receivers));

    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((each) => !spoken(each))).toEqual([]);
  });

  it('imports nothing but the kit', () => {
    const foreign = sources.flatMap((name) => {
      const text = readFileSync(new URL(name, here), 'utf8');
      return [...text.matchAll(/from '([^']+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((from) => !from.startsWith('.') && from !== '@hookline/connector-kit');
    });

    expect(foreign).toEqual([]);
  });
});

describe.each(connectors)('connector $key', (connector) => {
  it('names only choices that it has', () => {
    const [app] = describeApps([connector], []);
    const described = [
      ...(app?.connectionFields ?? []),
      ...(app?.actions ?? []).flatMap(({ input }) => input),
    ];
    const named = allFields(described).flatMap(({ choicesFrom }) => choicesFrom ?? []);

    expect(Object.keys(connector.choices ?? {})).toEqual(expect.arrayContaining(named));
  });

  it('says of every address beside a secret that the secret goes there', () => {
    const apps = describeApps(connectors, receivers);
    const unsaid = apps.flatMap(({ key, connectionFields }) =>
      connectionFields.some(({ kind }) => kind === 'secret')
        ? connectionFields
            .filter(({ kind, key: name }) => kind === 'url' || /url|hosts?$|server$/i.test(name))
            .filter(({ kind, secretsGoTo }) => kind !== 'boolean' && secretsGoTo === undefined)
            .map((field) => `${key}.${field.key}`)
        : [],
    );

    expect(unsaid).toEqual([]);
  });

  it('has a connection where an action wants one', () => {
    const wants = connector.actions.some(({ connection }) => connection !== 'none');

    expect(connector.connection !== undefined || !wants).toBe(true);
  });
});

describe.each(actions)('action $name', ({ connector, action }) => {
  it('has a sample that fits its output', () => {
    const sample = action.sample as JsonObject;

    expect(() => readInput(action.output, sample)).not.toThrow();
    expect(Object.keys(sample).filter((key) => !(key in action.output))).toEqual([]);
  });

  it('answers a plausible input with what it promises, through the ports alone', async () => {
    const ports = recordingPorts(() =>
      json({
        ok: true,
        result: { message_id: 1, chat: { id: 1 } },
        choices: [{ message: { content: '{"text":"a"}' } }],
      }),
    );
    const connection =
      action.connection === 'required' ? (connectionOf[connector.key] ?? {}) : null;

    const output = (await action.perform(
      aCall(ports, sampleInput(action.input), connection),
    )) as JsonObject;

    expect(() => readInput(action.output, output)).not.toThrow();
    expect(Object.keys(output).filter((key) => !(key in action.output))).toEqual([]);
  });

  it('can look for its effect exactly when some of its settings make it verifiable', () => {
    const hasConnection = action.connection !== 'none';
    const kind = action.effect({ hasConnection, input: sampleInput(action.input) });

    expect(action.verify !== undefined).toBe(kind === 'verifiable');
  });

  it('looks without doing anything, and answers with what it promises', async () => {
    if (!action.verify) return;
    const ports = recordingPorts(() => json({ text: 'text' }));
    const verdict = await action.verify(aCall(ports, sampleInput(action.input)));

    expect(ports.requests.map(({ method }) => method)).toEqual(['GET']);
    expect([...ports.mails, ...ports.rows]).toEqual([]);
    expect(verdict.happened).toBe(true);
    const output = verdict.happened === true ? verdict.output : null;
    expect(() => readInput(action.output, output as JsonObject)).not.toThrow();
  });

  it('says for every field whether it may hold templates, and never a secret', () => {
    const secrets = Object.values(action.input).filter(({ kind }) => kind === 'secret');

    expect(secrets).toEqual([]);
  });
});

describe.each(receivers)('receiver $app/$event', (preset) => {
  it('labels only what its sample shows or senders are known to send', () => {
    expect(Object.keys(preset.sample).length).toBeGreaterThan(0);
    expect(preset.setup.length).toBeGreaterThanOrEqual(3);
  });

  it('verifies with fields that its connection has', () => {
    const keys = preset.connectionFields.map(({ key }) => key);
    const named = preset.verify.flatMap((scheme) => [
      ...('secretField' in scheme ? [scheme.secretField] : []),
      ...('nameField' in scheme ? [scheme.nameField, scheme.valueField] : []),
      ...('userField' in scheme ? [scheme.userField, scheme.passwordField] : []),
      ...('signed' in scheme ? scheme.signed.flatMap(secretsIn) : []),
      ...('usedWhen' in scheme && scheme.usedWhen ? [scheme.usedWhen.field] : []),
    ]);

    expect(keys).toEqual(expect.arrayContaining(named));
    expect(preset.verify.length > 0).toBe(preset.connection !== 'none');
    if (preset.connection === 'none') expect(keys).toEqual([]);
  });

  it('signs nothing less than the body, and keeps to five minutes unless its sender repeats for longer', () => {
    for (const scheme of preset.verify) {
      if (scheme.kind !== 'signature') continue;
      for (const text of scheme.signed) {
        expect(text).toMatch(/\{(?:body|decoded_body|sorted_params|field:json|crc32)\}/);
      }
      const isRepeated = preset.app === 'paypal';
      const toleranceSecs = scheme.timestamp?.toleranceSecs ?? 0;
      expect(toleranceSecs <= 300 || isRepeated).toBe(true);
    }
  });

  it('answers in words that no browser runs', () => {
    if (preset.reply)
      expect(preset.reply.contentType).toMatch(/^text\/plain|^application\/json|^text\/xml/);
  });

  it('says what is not verified, when not all of it is', () => {
    if (preset.evidence !== 'verified') expect(preset.notes.length).toBeGreaterThan(0);
    if (preset.evidence === 'unverified') {
      expect(preset.notes[0]?.en).toContain('Not verified');
      expect([preset.connection, preset.split, preset.events]).toEqual(['optional', null, null]);
    }
  });
});

const secretsIn = (text: string): string[] =>
  [...text.matchAll(/\{secret:([^}]+)\}/g)].map((match) => match[1] ?? '');

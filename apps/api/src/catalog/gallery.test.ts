import { readdirSync, readFileSync } from 'node:fs';
import {
  bundle,
  checkFlow,
  walkSteps,
  type ActionStep,
  type Bundle,
  type JsonObject,
  type JsonValue,
} from '@hookline/contract';
import { findAction, findReceiver } from '@hookline/connectors';
import { readInput, splitAtCommas } from '@hookline/connector-kit';
import { createIntake, type RawRequest } from '@hookline/intake';
import { checkCondition, checkValue, compileCondition, compileValue } from '@hookline/mapping';
import { describe, expect, it } from 'vitest';
import { faultsOf } from './bundle-faults.given.js';

const folder = new URL('../../gallery/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const bundles = files.map((name) => ({ name, given: bundle.parse(read(name)) }));

const settings = { timeZone: 'Europe/Moscow', defaultCountry: 'RU', locale: 'ru' };
const answers: Record<string, string> = {
  owner_email: 'owner@example.com, second@example.com',
  chat: '-1001234567890',
  target_url: 'https://example.com/leads',
  company: 'Чайная лавка',
  large_from: '1000',
};

/** The author's commas, read before the data comes in, as the engine reads them. */
const asTyped = ({ app, action, input }: ActionStep): JsonObject =>
  Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      findAction(app, action)?.input[key]?.isSplitAtCommas ? splitAtCommas(value) : value,
    ]),
  );

/** The document as an installer leaves it: answers in their places, slots filled. */
function install({ document }: Bundle): Bundle['document'] {
  const text = JSON.stringify(document)
    .replace(/\[\[([a-z0-9_]+)\]\]/g, (_, key: string) => answers[key] ?? `no answer ${key}`)
    .replace(/"slot:[a-z0-9_]+"/g, 'null');
  const checked = checkFlow(JSON.parse(text));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.document;
}

function actionsOf(document: Bundle['document']): ActionStep[] {
  return walkSteps(document).flatMap(({ step }) => (step.type === 'action' ? [step] : []));
}

const asForm = (sample: JsonObject): RawRequest => {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(sample)) {
    pairs.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return request('application/x-www-form-urlencoded', pairs.toString());
};
const asJson = (sample: JsonObject): RawRequest =>
  request('application/json', JSON.stringify(sample));

function request(type: string, body: string): RawRequest {
  const headers: RawRequest['headers'] = [['content-type', type]];
  const url = 'https://hookline.example.test/hooks/t';
  const rest = { url, address: null, receivedAtMs: Date.now() };
  return { method: 'POST', path: '', query: '', headers, body: Buffer.from(body), ...rest };
}

async function payloadOf({ document, sample }: Bundle, sent: RawRequest): Promise<JsonValue> {
  const preset = findReceiver(document.trigger.app, document.trigger.event);
  if (!preset) throw new Error('no such receiver');
  const outcome = await createIntake(preset, document.trigger.settings)(sent, {
    verification: null,
  });
  if (outcome.outcome !== 'event') throw new Error(`${JSON.stringify(sample)} is no event`);
  return outcome.body.payload;
}

const contextFor = (trigger: JsonValue) => ({
  trigger,
  event: { id: 'event-1', receivedAt: '2026-11-21T10:00:00Z' },
});

describe('the gallery', () => {
  it('has the flows that people ask for first', () => {
    expect(bundles.map(({ given }) => given.id)).toEqual(
      expect.arrayContaining([
        'filter-and-branch',
        'thank-you-mail-after-delay',
        'tilda-order-with-products',
        'tilda-to-leads-and-mail',
        'tilda-to-leads-table',
        'tilda-to-telegram',
        'webhook-to-http',
        'webhook-to-mail',
      ]),
    );
  });
});

describe('a bundle', () => {
  const given = bundles.map((one) => one.given).find(({ questions }) => questions.length > 0);
  const key = given?.questions[0]?.key ?? '';

  it('cannot be installed with an answer that it does not ask for', () => {
    expect(faultsOf({ ...given!, questions: [] })).toContain(`no question "${key}"`);
  });

  it('cannot be installed with an answer inside an expression', () => {
    const document = { ...given!.document, name: `{{ "[[${key}]]" | upper }}` };
    expect(faultsOf({ ...given!, document })).toContain(
      `the answer "${key}" stands inside an expression`,
    );
  });
});

describe.each(bundles)('$name', ({ name, given }) => {
  it('is named as its file, in English and Russian', () => {
    const words = [
      given.title,
      given.summary,
      ...given.slots.map(({ label }) => label),
      ...given.questions.flatMap(({ label, help }) => (help ? [label, help] : [label])),
    ];

    expect(name).toBe(`${given.id}.json`);
    expect(words.filter(({ en, ru }) => en === '' || (ru ?? '') === '')).toEqual([]);
  });

  it('asks for exactly the answers and connections that its document uses', () => {
    const text = JSON.stringify(given.document);
    const used = (pattern: RegExp): string[] => [
      ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
    ];

    expect(used(/\[\[([^\]]*)\]\]/g).sort()).toEqual(given.questions.map(({ key }) => key).sort());
    expect(used(/"slot:([^"]*)"/g).sort()).toEqual(given.slots.map(({ key }) => key).sort());
    for (const { connectionId } of [given.document.trigger, ...actionsOf(given.document)]) {
      expect(connectionId === null || connectionId.startsWith('slot:')).toBe(true);
    }
  });

  it('is a valid flow of apps and actions that exist, its slots of their apps', () => {
    expect(checkFlow(given.document)).toMatchObject({ ok: true });
    expect(findReceiver(given.document.trigger.app, given.document.trigger.event)).not.toBeNull();
    for (const step of actionsOf(given.document)) {
      const action = findAction(step.app, step.action);
      const slot = given.slots.find(({ key }) => step.connectionId === `slot:${key}`);

      expect(action, `${step.app}/${step.action}`).not.toBeNull();
      expect(Object.keys(action?.input ?? {})).toEqual(
        expect.arrayContaining(Object.keys(step.input)),
      );
      if (slot) expect(slot.app).toBe(step.app);
      if (action?.connection === 'required') expect(slot?.required).toBe(true);
      if (action?.connection === 'none') expect(step.connectionId).toBeNull();
    }
  });

  it('can be installed and published as it is', () => {
    expect(faultsOf(given)).toEqual([]);
  });

  it('has templates that the language takes', () => {
    for (const { step } of walkSteps(install(given))) {
      if (step.type === 'action') expect(checkValue(step.input)).toEqual([]);
      if (step.type === 'filter') expect(checkCondition(step.when)).toEqual([]);
      if (step.type === 'branch') {
        for (const { when } of step.branches) expect(checkCondition(when)).toEqual([]);
      }
    }
  });

  it.each([
    ['as JSON', asJson],
    ['as a form', asForm],
  ])('fills every input with its sample, sent %s', async (_, encode) => {
    const context = contextFor(await payloadOf(given, encode(given.sample)));

    for (const { step } of walkSteps(install(given))) {
      if (step.type === 'filter') {
        expect(compileCondition(step.when).test(context, settings)).toMatchObject({
          passed: true,
          problems: [],
        });
      }
      if (step.type === 'branch') {
        expect(compileCondition(step.branches[0]!.when).test(context, settings)).toMatchObject({
          passed: true,
          problems: [],
        });
      }
      if (step.type !== 'action') continue;
      const rendered = compileValue(asTyped(step)).render(context, settings);
      const fields = findAction(step.app, step.action)?.input ?? {};

      expect(rendered).toMatchObject({ missing: [], problems: [] });
      expect(() => readInput(fields, rendered.value as JsonObject)).not.toThrow();
    }
  });

  it('works on when a lead leaves fields out or fills them with nonsense', async () => {
    const poor = { Phone: 'call me', Email: 'nowhere', phone: 'x', email: 'y', total: 'much' };
    const context = contextFor(await payloadOf(given, asJson(poor)));
    const steps = walkSteps(install(given));
    const passes = steps.every(
      ({ step }) =>
        step.type !== 'filter' || compileCondition(step.when).test(context, settings).passed,
    );

    for (const { step } of passes ? steps : []) {
      if (step.type !== 'action') continue;
      const rendered = compileValue(asTyped(step)).render(context, settings);
      const fields = findAction(step.app, step.action)?.input ?? {};

      expect(rendered).toMatchObject({ missing: [], problems: [] });
      expect(() => readInput(fields, rendered.value as JsonObject)).not.toThrow();
    }
  });
});

import { compareFlows } from '@hookline/contract';
import { checkTemplate, compileTemplate, helperCatalogue } from '@hookline/mapping';
import { beforeAll, describe, expect, it } from 'vitest';
import english from '../../words/en/editor.json';
import russian from '../../words/ru/editor.json';
import { words } from '../../words/en/index.js';
import { words as russianWords } from '../../words/ru/index.js';
import { speakWith, spokenNow } from '../../words/speech.js';
import { aDocument, anAction, apps } from '../editor.given.js';
import { makeCatalog } from './catalog.js';
import { changesInWords } from './change-in-words.js';
import { conditionInWords } from './condition-in-words.js';
import { describeStep } from './describe-step.js';
import { helperInWords } from './helper-in-words.js';
import { makeNamePath } from './name-path.js';
import { templateAsText } from './template-in-words.js';
import { valueFaultInWords } from './value-fault-in-words.js';

const plural = /_(one|few|many|other)$/;

function keysOf(value: unknown, base = ''): string[] {
  if (typeof value !== 'object' || value === null) return [base.replace(plural, '')];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${base}.${key}`));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Object.values(value as Record<string, unknown>).flatMap(textsOf);
}

describe('the words', () => {
  it('are there in both languages, none more and none less', () => {
    expect([...new Set(keysOf(russian))].sort()).toEqual([...new Set(keysOf(english))].sort());
  });

  it('are never empty and ask for the same values', () => {
    for (const text of [...textsOf(english), ...textsOf(russian)]) expect(text.trim()).not.toBe('');
    const asked = (value: unknown) =>
      [...new Set(textsOf(value).flatMap((text) => text.match(/\{\{\w+\}\}/g) ?? []))].sort();
    expect(asked(russian)).toEqual(asked(english));
  });
});

it.each([
  ['en', words],
  ['ru', russianWords],
] as const)('name every helper that there is, and each otherwise, in %s', (language, spoken) => {
  speakWith(language, spoken);
  const names = helperCatalogue.map(({ name }) => name);
  expect(Object.keys(spoken.helpers).sort()).toEqual([...names].sort());
  const told = names.map(helperInWords);
  expect(new Set(told).size).toBe(names.length);
  expect(helperInWords('nope')).toBe('nope');
  expect(helperInWords('constructor')).toBe('constructor');
});

it('tell in Russian whatever a helper can make nothing of', () => {
  speakWith('ru', russianWords);
  const settings = { timeZone: 'UTC', defaultCountry: 'RU', locale: 'ru' };
  const told = helperCatalogue.flatMap(({ antiExamples }) =>
    antiExamples.flatMap(({ template, context }) => {
      const [early] = checkTemplate(template);
      if (early) return [valueFaultInWords(early, spokenNow().t)];
      const result = compileTemplate(template).render(context, settings);
      return result.ok ? [] : [valueFaultInWords(result.problem, spokenNow().t)];
    }),
  );
  expect(told.length).toBeGreaterThan(40);
  for (const words of told) {
    expect(words).toMatch(/\p{Script=Cyrillic}/u);
    expect(words).not.toMatch(/Функции «[a-zA-Z]+» не хватает/);
  }
});

describe('templates and conditions in words', () => {
  const document = aDocument([anAction('mail', { to: 'a', subject: 'b' })]);
  const say = (given: { en: string } | undefined) => given?.en ?? '';
  const named = () => makeNamePath({ document, catalog: makeCatalog(apps), t: spokenNow().t, say });
  beforeAll(() => speakWith('en', words));

  it('name fields as the source does, steps as their actions do', () => {
    const speak = (source: string) => templateAsText(source, named());
    expect(speak('Tel {{trigger.Phone}}')).toBe('Tel Phone number');
    expect(speak('{{phone trigger.Phone "RU"}}')).toBe('Phone number · international');
    expect(speak('{{upper (phone trigger.Phone "(RU") 1}}')).toBe(
      'Phone number · international · capital letters',
    );
    expect(speak('{{trigger.constructor}}')).toBe('constructor');
    expect(speak('{{upper (now)}}')).toBe('Current time · capital letters');
    expect(speak('{{upper (1 2}}')).toBe('upper (1 2');
    expect(speak('{{steps.mail.messageId}}')).toBe('Send a mail: Message id');
    expect(speak('{{steps.gone.x}}')).toBe('? gone x');
    expect(speak('{{#if trigger.x}}')).toBe('#if trigger.x');
  });

  it('read as a sentence', () => {
    const filled = { left: '{{trigger.Phone}}', op: 'is_not_empty' } as const;
    const more = { left: '{{trigger.sum}}', op: 'greater_than', right: '100' } as const;
    const speak = (value: Parameters<typeof conditionInWords>[0]) =>
      conditionInWords(value, { t: spokenNow().t, namePath: named() });
    expect(speak({ all: [filled, { any: [more, filled] }] })).toBe(
      'Phone number is filled and (sum is more than 100 or Phone number is filled)',
    );
    expect(speak({ not: filled })).toBe('not: Phone number is filled');
    expect(speak({ all: [] })).toBe('always');
  });

  it('tell a list on a card by its elements', () => {
    const input = { to: ['a@shop.example', '{{trigger.Phone}}', ''], subject: [] };
    const [step] = aDocument([anAction('mail', input)]).steps;
    const known = { t: spokenNow().t, say, catalog: makeCatalog(apps), namePath: named() };
    expect(step && describeStep(step, known).values).toEqual([
      { label: 'To', template: 'a@shop.example, {{trigger.Phone}}' },
    ]);
  });

  it('say what was changed, each value as it was and as it is', () => {
    const when = (right: string) => ({ left: '{{trigger.sum}}', op: 'greater_than', right });
    const before = aDocument([
      anAction('mail', { to: 'a', subject: 'Hi {{trigger.Phone}}' }),
      { id: 'big', type: 'filter', when: when('100') },
    ]);
    const after = aDocument([
      { id: 'big', type: 'filter', when: when('200') },
      anAction('mail', { to: 'a', subject: 'Hi {{upper trigger.Phone}}' }),
      { id: 'wait', type: 'delay', for: { minutes: 5 } },
    ]);
    const known = { t: spokenNow().t, say, catalog: makeCatalog(apps) };
    const spoken = changesInWords(compareFlows(before, after), { before, after }, known);
    expect(spoken.map(({ kind, title, values }) => [kind, title, values])).toEqual([
      [
        'changed',
        'Filter',
        [{ label: 'Condition', before: 'sum is more than 100', after: 'sum is more than 200' }],
      ],
      ['moved', 'Send a mail', []],
      [
        'changed',
        'Send a mail',
        [
          {
            label: 'Subject',
            before: 'Hi Phone number',
            after: 'Hi Phone number · capital letters',
          },
        ],
      ],
      ['added', 'Wait 5 minutes', []],
    ]);
  });

  it('tell what a helper is given where nothing else has changed', () => {
    const change = (from: string, to: string) => {
      const before = aDocument([anAction('mail', { to: 'a', subject: from })]);
      const after = aDocument([anAction('mail', { to: 'a', subject: to })]);
      const known = { t: spokenNow().t, say, catalog: makeCatalog(apps) };
      return changesInWords(compareFlows(before, after), { before, after }, known)[0]?.values[0];
    };
    expect(
      change('{{default trigger.Phone ""}}', '{{default trigger.Phone "none"}}'),
    ).toMatchObject({
      before: 'Phone number · with a fallback ""',
      after: 'Phone number · with a fallback "none"',
    });
    expect(
      change('{{upper (slice trigger.Phone 2)}}', '{{upper (slice trigger.Phone 3)}}'),
    ).toMatchObject({
      before: 'Phone number · part 2 · capital letters',
      after: 'Phone number · part 3 · capital letters',
    });
    expect(change('{{ trigger.Phone }}', '{{trigger.Phone}}')).toMatchObject({
      before: '{{ trigger.Phone }}',
      after: '{{trigger.Phone}}',
    });
  });
});

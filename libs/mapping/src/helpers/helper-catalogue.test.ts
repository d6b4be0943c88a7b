import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../check/check-template.js';
import { compileTemplate } from '../compile/compile-template.js';
import { helperCatalogue } from './helper-catalogue.js';

const settings = { timeZone: 'Europe/Moscow', defaultCountry: 'RU', locale: 'ru' };

describe.each(helperCatalogue.map((helper) => [helper.name, helper] as const))(
  '%s',
  (_, helper) => {
    it.each(helper.examples.map((example) => [example.template, example] as const))(
      'gives what its example says: %s',
      (template, { context, result }) => {
        expect(compileTemplate(template).render(context, settings)).toMatchObject({
          value: result,
        });
      },
    );

    it.each(helper.antiExamples.map((example) => [example.template, example] as const))(
      'refuses what its anti-example shows: %s',
      (template, { context, problem }) => {
        const [early] = checkTemplate(template);
        const late = early ? undefined : compileTemplate(template).render(context, settings);
        expect(early?.code ?? (late?.ok === false ? late.problem.code : late)).toBe(problem);
      },
    );

    it('is described in both languages', () => {
      for (const words of [helper.summary, ...helper.parameters.map((one) => one.description)]) {
        expect(words.en).toMatch(/\S/);
        expect(words.ru).toMatch(/\p{Script=Cyrillic}/u);
      }
      for (const { description, choices = [] } of helper.parameters) {
        const said = [description.ru, ...choices.map(({ label }) => label.ru)];
        // Names of others and forms to copy stand as they are; a word of ours has another in Russian.
        const plain = said.map((one) => one.replace(/«[^»]*»|\(utm_\w+\)/g, ''));
        for (const one of plain) expect(one).not.toMatch(/\b[a-z]{2,}\b/);
      }
      expect(helper.examples.length).toBeGreaterThan(0);
      expect(helper.antiExamples.length).toBeGreaterThan(0);
    });
  },
);

it('has every name once', () => {
  const names = helperCatalogue.map((helper) => helper.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(40);
});

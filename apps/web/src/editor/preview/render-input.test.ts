import { expect, it } from 'vitest';
import { renderInput } from './render-input.js';

const settings = { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' };

it('shows every other value of a field in which one cannot be read', () => {
  const input = {
    values: { Name: '{{trigger.Name}}', 'a/b': '{{nope trigger.Name}}', Gone: '{{trigger.gone}}' },
    lines: ['{{trigger.Name', { sum: '{{trigger.sum}}' }],
    to: '{{#if',
  };
  const { values, faults } = renderInput(input, { trigger: { Name: 'Ann', sum: 5 } }, settings);
  expect(values).toMatchObject({ values: { Name: 'Ann', 'a/b': '' }, lines: ['', { sum: 5 }] });
  expect(values).not.toHaveProperty('to');
  expect(faults.map(({ pointer, kind }) => [pointer, kind])).toEqual([
    ['/values/a~1b', 'problem'],
    ['/values/Gone', 'missing'],
    ['/lines/0', 'problem'],
    ['/to', 'problem'],
  ]);
});

it('says by a code what a value is not, so that it can be said in any language', () => {
  const input = { phone: '{{phone trigger.Phone}}', city: '{{lookupTable trigger.City "a" "b"}}' };
  const { faults } = renderInput(input, { trigger: { Phone: 'call me', City: 'c' } }, settings);
  expect(faults.map(({ code }) => code)).toEqual(['not_a_phone', 'not_in_table']);
});

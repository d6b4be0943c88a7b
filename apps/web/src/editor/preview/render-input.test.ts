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

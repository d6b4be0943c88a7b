import type { ColumnType, JsonValue } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { readValue } from './read-value.js';
import { readValues } from './read-values.js';
import { TableProblem } from './table-problem.js';

const taken: readonly [ColumnType, JsonValue, JsonValue][] = [
  ['text', 'Иван', 'Иван'],
  ['text', 5, '5'],
  ['text', true, 'true'],
  ['text', 'a\u0000b', 'ab'],
  ['text', '', null],
  ['text', null, null],
  ['number', 5.5, 5.5],
  ['number', ' 5.50 ', 5.5],
  ['number', '-1e3', -1000],
  ['boolean', 'Yes', true],
  ['boolean', 0, false],
  ['boolean', 'off', false],
  ['date_time', '2026-01-31', '2026-01-31'],
  ['date_time', '2026-01-31T12:00:00+03:00', '2026-01-31T09:00:00.000Z'],
  ['date_time', '2026-01-31 12:00Z', '2026-01-31T12:00:00.000Z'],
  ['email', ' ivan@пример.рф ', 'ivan@пример.рф'],
  ['phone', '+7 (916) 123-45-67', '+7 (916) 123-45-67'],
  ['phone', 79161234567, '79161234567'],
  ['json', { a: ['\ud800'] }, { a: ['\ufffd'] }],
];

const refused: readonly [ColumnType, JsonValue][] = [
  ['text', { a: 1 }],
  ['text', ['a']],
  ['number', 'much'],
  ['number', '1 000'],
  ['number', true],
  ['number', ' '],
  ['boolean', 'perhaps'],
  ['boolean', 2],
  ['date_time', '31.01.2026'],
  ['date_time', '2026-02-31'],
  ['date_time', '2026-01-31T12:00:00'],
  ['date_time', 1_700_000_000],
  ['email', 'ivan'],
  ['email', 'a@b.ru, c@d.ru'],
  ['email', 'a@b.ru\r\nBcc: c@d.ru'],
  ['email', 'Ivan <a@b.ru>'],
  ['phone', 'call me'],
  ['phone', '1'.repeat(21)],
  ['phone', { number: 1 }],
];

describe('a column', () => {
  it.each(taken)('of %s keeps %j as %j', (type, value, kept) => {
    expect(readValue(type, value)).toEqual({ ok: true, value: kept });
  });

  it.each(refused)('of %s refuses %j', (type, value) => {
    expect(readValue(type, value)).toMatchObject({ ok: false });
  });
});

it('names every column that is wrong, and the columns that there are', () => {
  const table = {
    name: 'Leads',
    columns: [
      { name: 'Name', type: 'text' },
      { name: 'Sum', type: 'number' },
    ],
  } as const;

  const read = () => readValues(table, { Sum: 'x', Nmae: 'y', toString: 'z' });

  expect(read).toThrow(TableProblem);
  expect(read).toThrow(/has no column "Nmae"; it has Name, Sum/);
  expect(read).toThrow(/has no column "toString"/);
});

import { expect, it } from 'vitest';
import { givenSettings as settings } from '../compile/render.given.js';
import { readDate } from './read-date.js';

const read = (value: string | number, format = '', locale = 'ru') =>
  readDate(value, { format, settings: { ...settings, locale } })
    ?.toUTC()
    .toISO();

it.each([
  ['2026-03-05', '2026-03-04T21:00:00.000Z'],
  ['2026-03-05T10:00:00Z', '2026-03-05T10:00:00.000Z'],
  ['2026-03-05T10:00:00+05:00', '2026-03-05T05:00:00.000Z'],
  ['2026-03-05 10:00:00', '2026-03-05T07:00:00.000Z'],
  ['05.03.2026', '2026-03-04T21:00:00.000Z'],
  ['5.3.26 9:05', '2026-03-05T06:05:00.000Z'],
  ['05/03/2026, 14:30', '2026-03-05T11:30:00.000Z'],
  ['03/25/2026', '2026-03-24T21:00:00.000Z'],
  ['05-03-2026 2:30 PM', '2026-03-05T11:30:00.000Z'],
  ['2026/03/05', '2026-03-04T21:00:00.000Z'],
  ['5 марта 2026 г.', '2026-03-04T21:00:00.000Z'],
  ['5 березня 2026, 10:00', '2026-03-05T07:00:00.000Z'],
  ['5th May 2026', '2026-05-04T21:00:00.000Z'],
  ['March 5, 2026 at 12:00 am', '2026-03-04T21:00:00.000Z'],
  ['Thu, 05 Mar 2026 10:00:00 GMT', '2026-03-05T10:00:00.000Z'],
  ['1772704800', '2026-03-05T10:00:00.000Z'],
  [1772704800000, '2026-03-05T10:00:00.000Z'],
])('reads %s', (value, expected) => {
  expect(read(value)).toBe(expected);
});

it.each([
  '',
  'tomorrow',
  '31.02.2026',
  '2026',
  '12',
  '10:00',
  '5 foo 2026',
  '1.2.3.4',
  'x'.repeat(100),
])('does not take "%s" for a date', (value) => {
  expect(read(value)).toBeUndefined();
});

it('reads the month first where American English is written', () => {
  expect(read('03/05/2026', '', 'en-US')).toBe('2026-03-04T21:00:00.000Z');
});

it('obeys a given format', () => {
  expect(read('2026 05 03', 'yyyy dd MM')).toBe('2026-03-04T21:00:00.000Z');
  expect(read('05.03.2026', 'yyyy-MM-dd')).toBeUndefined();
});

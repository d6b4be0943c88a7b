import { expect, it } from 'vitest';
import { fitLines } from './fit-lines.js';

const measure = (text: string) => [...text].length;

it.each([
  ['keeps what has room', 'Add a row', 2, ['Add a row']],
  ['breaks between words', 'Add a row to a table', 2, ['Add a row', 'to a table']],
  [
    'cuts what is left on the last line',
    'Add a row to a table and more',
    2,
    ['Add a row', 'to a tabl…'],
  ],
  ['cuts a word that is longer than a line', 'Antidisestablishment', 2, ['Antidises…']],
  ['has no line for nothing', '  ', 2, ['']],
  ['keeps one line where there is room for one', 'Wait for an hour', 1, ['Wait for…']],
  ['cuts no sign in two', '🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉', 1, ['🎉🎉🎉🎉🎉🎉🎉🎉🎉…']],
])('%s: %s', (_, text, lines, expected) => {
  expect(fitLines(text, { width: 10, lines, measure })).toEqual(expected);
});

import { describe, expect, it } from 'vitest';
import { splitAtCommas } from './split-at-commas.js';

describe('splitAtCommas', () => {
  it.each([
    ['a@x.ru', ['a@x.ru']],
    ['a@x.ru, b@x.ru,', ['a@x.ru', 'b@x.ru']],
    ['{{trigger.to}}', ['{{trigger.to}}']],
    [
      'a@x.ru, {{default trigger.to "b@x.ru, c@x.ru"}}',
      ['a@x.ru', '{{default trigger.to "b@x.ru, c@x.ru"}}'],
    ],
    ['{{trigger.name}}@x.ru', ['{{trigger.name}}@x.ru']],
  ])('reads the commas of the author and none of a template: %s', (typed, parts) => {
    expect(splitAtCommas(typed)).toEqual(parts);
  });

  it('leaves alone what is no text, and a text with nothing in it', () => {
    expect(splitAtCommas(['a@x.ru'])).toEqual(['a@x.ru']);
    expect(splitAtCommas(' , ')).toBe(' , ');
    expect(splitAtCommas(null)).toBeNull();
  });
});

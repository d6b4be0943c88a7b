import type { JsonValue } from '@hookline/contract';
import { writeText } from '../../value/write-text.js';
import { readNumber } from '../../value/read-number.js';
import { among, defineHelper, needs, option, takes } from '../define-helper.js';
import { readPath } from './read-path.js';

export const sort = defineHelper({
  name: 'sort',
  group: 'list',
  summary: {
    en: 'A list in order, by itself or by one field: numbers by size, texts by alphabet.',
    ru: 'Список по порядку, сам по себе или по полю: числа по величине, тексты по алфавиту.',
  },
  parameters: [
    needs('list', 'list', 'The list.', 'Список.'),
    takes('field', 'text', 'The field to sort by.', 'Поле для сортировки.'),
    among(
      option(
        'order',
        'text',
        'The direction; up when it is not given.',
        'Направление; по умолчанию по возрастанию.',
      ),
      [
        ['up', 'up: 1, 2, 3', 'по возрастанию: 1, 2, 3'],
        ['down', 'down: 3, 2, 1', 'по убыванию: 3, 2, 1'],
      ],
    ),
  ],
  examples: [
    {
      template: '{{sort trigger.list}}',
      context: { trigger: { list: [10, 9, '1'] } },
      result: ['1', 9, 10],
    },
    {
      template: '{{sort trigger.products "price" order="down"}}',
      context: { trigger: { products: [{ price: 5 }, { price: 20 }] } },
      result: [{ price: 20 }, { price: 5 }],
    },
    {
      template: '{{sort trigger.names}}',
      context: { trigger: { names: ['яна', 'Анна', 'ёлка'] } },
      result: ['Анна', 'ёлка', 'яна'],
    },
  ],
  antiExamples: [
    { template: '{{sort trigger.list desc=true}}', context: {}, problem: 'unknown_option' },
  ],
  run(call) {
    const field = call.textOr(1, '');
    const { locale } = call.settings;
    const collator = new Intl.Collator(locale, { numeric: true });
    const list = call.list(0);
    call.spend(list.length);
    const keyed = list.map((item) => ({
      item,
      key: sortKey(field === '' ? item : readPath(item, field), locale),
    }));
    keyed.sort((left, right) => compareKeys(left.key, right.key, collator));
    const sorted = keyed.map(({ item }) => item);
    return call.namedText('order', 'up') === 'down' ? sorted.reverse() : sorted;
  },
});

/** Beyond this, texts are equal: comparing long ones letter by letter is what would cost. */
const maxKeyLength = 200;

function sortKey(value: JsonValue | undefined, locale: string): number | string {
  const text = writeText(value);
  return typeof value === 'number'
    ? value
    : (readNumber(text, locale) ?? text.slice(0, maxKeyLength));
}

function compareKeys(
  left: number | string,
  right: number | string,
  collator: Intl.Collator,
): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'number') return -1;
  return typeof right === 'number' ? 1 : collator.compare(left, right);
}

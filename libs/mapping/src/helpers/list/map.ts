import { defineHelper, needs, option, rest } from '../define-helper.js';
import { compareKey } from '../../value/compare-key.js';
import { tabulatePairs } from '../../value/tabulate-pairs.js';

export const map = defineHelper({
  name: 'map',
  group: 'list',
  summary: {
    en: 'Translates every item of a list by pairs; an item outside them stays, or becomes else=.',
    ru: 'Переводит каждый элемент списка по парам; элемент вне пар остаётся или заменяется на else=.',
  },
  parameters: [
    needs('list', 'list', 'The list.', 'Список.'),
    needs('from', 'any', 'A value to translate.', 'Переводимое значение.'),
    needs('to', 'any', 'What it becomes.', 'Во что.'),
    rest('pairs', 'any', 'More pairs.', 'Другие пары.'),
    option(
      'else',
      'any',
      'What an item outside the pairs becomes.',
      'Чем заменить элемент вне пар.',
    ),
  ],
  examples: [
    {
      template: '{{map trigger.colors "red" "красный" "blue" "синий"}}',
      context: { trigger: { colors: ['red', 'blue', 'pink'] } },
      result: ['красный', 'синий', 'pink'],
    },
    {
      template: '{{map trigger.colors "red" 1 else=0}}',
      context: { trigger: { colors: ['red', 'pink'] } },
      result: [1, 0],
    },
  ],
  antiExamples: [
    {
      template: '{{map trigger.colors "red" 1 "blue"}}',
      context: { trigger: { colors: ['red'] } },
      problem: 'bad_value',
    },
  ],
  run(call) {
    const pairs = call.valuesFrom(1);
    if (pairs.length % 2 > 0) call.fail('bad_value', '"map" needs pairs: from, to, from, to.');
    const fallback = call.named('else');
    const { locale } = call.settings;
    const table = tabulatePairs(pairs, locale);
    return call.list(0).map((item) => table.get(compareKey(item, locale)) ?? fallback ?? item);
  },
});

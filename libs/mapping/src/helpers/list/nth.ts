import { defineHelper, needs } from '../define-helper.js';

export const nth = defineHelper({
  name: 'nth',
  group: 'list',
  summary: {
    en: 'The item at a position: 0 is the first, -1 the last; null outside the list.',
    ru: 'Элемент по номеру: 0 первый, -1 последний; null вне списка.',
  },
  parameters: [
    needs('list', 'list', 'The list.', 'Список.'),
    needs('position', 'number', 'The position.', 'Номер.'),
  ],
  examples: [
    {
      template: '{{nth trigger.list 1}}',
      context: { trigger: { list: ['a', 'b', 'c'] } },
      result: 'b',
    },
    { template: '{{nth trigger.list 9}}', context: { trigger: { list: ['a'] } }, result: null },
  ],
  antiExamples: [
    {
      template: '{{nth trigger.list "length"}}',
      context: { trigger: { list: ['a'] } },
      problem: 'not_a_number',
    },
  ],
  run: (call) => call.list(0).at(call.number(1)) ?? null,
});

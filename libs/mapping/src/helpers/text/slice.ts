import { isList } from '@hookline/contract';
import { defineHelper, needs, takes } from '../define-helper.js';

export const slice = defineHelper({
  name: 'slice',
  group: 'text',
  summary: {
    en: 'A part of a text or of a list. Positions start at 0; negative ones count from the end.',
    ru: 'Часть текста или списка. Счёт с 0; отрицательные числа считаются с конца.',
  },
  parameters: [
    needs('value', 'any', 'A text or a list.', 'Текст или список.'),
    needs('start', 'number', 'The first position.', 'Первая позиция.'),
    takes(
      'end',
      'number',
      'The position before which it ends.',
      'Позиция, перед которой закончить.',
    ),
  ],
  examples: [
    {
      template: '{{slice trigger.code 0 3}}',
      context: { trigger: { code: 'ABC-123' } },
      result: 'ABC',
    },
    {
      template: '{{slice trigger.Phone -4}}',
      context: { trigger: { Phone: '+79161234567' } },
      result: '4567',
    },
    {
      template: '{{slice trigger.list 1 3}}',
      context: { trigger: { list: [1, 2, 3, 4] } },
      result: [2, 3],
    },
  ],
  antiExamples: [
    {
      template: '{{slice trigger.code "start"}}',
      context: { trigger: { code: 'ABC' } },
      problem: 'not_a_number',
    },
  ],
  run(call) {
    const value = call.value(0);
    const start = call.number(1);
    const end = call.numberOr(2, Number.MAX_SAFE_INTEGER);
    // Letters outside the first plane are two units each; cutting one in half would break it.
    return isList(value) ? value.slice(start, end) : [...call.text(0)].slice(start, end).join('');
  },
});

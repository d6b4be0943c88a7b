import { among, defineHelper, needs, option, takes } from '../define-helper.js';

export const pad = defineHelper({
  name: 'pad',
  group: 'text',
  summary: {
    en: 'Fills a text up to a length, at its start unless side="end".',
    ru: 'Дополняет текст до длины: слева, а при side="end" справа.',
  },
  parameters: [
    needs('text', 'text', 'The text.', 'Текст.'),
    needs('length', 'number', 'The length to reach.', 'Нужная длина.'),
    takes(
      'filler',
      'text',
      'What to fill with; "0" when it is not given.',
      'Чем дополнить; по умолчанию «0».',
    ),
    among(
      option(
        'side',
        'text',
        'The side that is filled; the start when it is not given.',
        'С какой стороны дополнить; по умолчанию в начале.',
      ),
      [
        ['start', 'at the start', 'в начале'],
        ['end', 'at the end', 'в конце'],
      ],
    ),
  ],
  examples: [
    { template: '{{pad trigger.number 5}}', context: { trigger: { number: 42 } }, result: '00042' },
    {
      template: '{{pad trigger.code 5 "." side="end"}}',
      context: { trigger: { code: 'ab' } },
      result: 'ab...',
    },
  ],
  antiExamples: [
    {
      template: '{{pad trigger.number 100000000}}',
      context: { trigger: { number: 1 } },
      problem: 'output_too_large',
    },
  ],
  run(call) {
    const length = call.number(1);
    call.requireRoom(length);
    const filler = call.textOr(2, '0');
    return call.namedText('side', 'start') === 'end'
      ? call.text(0).padEnd(length, filler)
      : call.text(0).padStart(length, filler);
  },
});

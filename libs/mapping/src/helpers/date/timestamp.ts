import { among, defineHelper, needs, takes } from '../define-helper.js';
import { dateOptions } from './date-options.js';
import { readMoment } from './require-date.js';

export const timestamp = defineHelper({
  name: 'timestamp',
  group: 'date',
  summary: {
    en: 'A date as seconds since 1970, or milliseconds.',
    ru: 'Дата в секундах с 1970 года или в миллисекундах.',
  },
  parameters: [
    needs('date', 'date', 'The date.', 'Дата.'),
    among(
      takes(
        'unit',
        'text',
        'The unit; seconds when it is not given.',
        'Единица; по умолчанию секунды.',
      ),
      [
        ['seconds', 'seconds', 'секунды'],
        ['milliseconds', 'milliseconds', 'миллисекунды'],
      ],
    ),
    ...dateOptions,
  ],
  whenEmpty: 'skip',
  examples: [
    { template: '{{timestamp now}}', context: { now: '2026-03-05T10:00:00Z' }, result: 1772704800 },
    {
      template: '{{timestamp now "milliseconds"}}',
      context: { now: '2026-03-05T10:00:00Z' },
      result: 1772704800000,
    },
  ],
  antiExamples: [
    {
      template: '{{timestamp trigger.day}}',
      context: { trigger: { day: '99.99.2026' } },
      problem: 'not_a_date',
    },
  ],
  run(call) {
    const milliseconds = readMoment(call, 0).toMillis();
    return call.textOr(1, 'seconds') === 'milliseconds'
      ? milliseconds
      : Math.floor(milliseconds / 1000);
  },
});

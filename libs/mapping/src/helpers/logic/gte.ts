import { compareNumbers } from './compare-numbers.js';

export const gte = compareNumbers({
  name: 'gte',
  summary: {
    en: 'Whether the first number is greater or the same.',
    ru: 'Больше ли первое число или равно второму.',
  },
  examples: [
    { template: '{{gte trigger.sum 1000}}', context: { trigger: { sum: 1000 } }, result: true },
  ],
  antiExamples: [{ template: '{{gte trigger.sum}}', context: {}, problem: 'missing_argument' }],
  holds: (left, right) => left >= right,
});

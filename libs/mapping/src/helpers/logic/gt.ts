import { compareNumbers } from './compare-numbers.js';

export const gt = compareNumbers({
  name: 'gt',
  summary: { en: 'Whether the first number is greater.', ru: 'Больше ли первое число.' },
  examples: [
    { template: '{{gt trigger.sum 1000}}', context: { trigger: { sum: '1 500 ₽' } }, result: true },
    { template: '{{gt trigger.sum 1000}}', context: { trigger: {} }, result: false },
  ],
  antiExamples: [
    {
      template: '{{gt trigger.sum 1000}}',
      context: { trigger: { sum: 'many' } },
      problem: 'not_a_number',
    },
  ],
  holds: (left, right) => left > right,
});

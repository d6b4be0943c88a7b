import { compareNumbers } from './compare-numbers.js';

export const lt = compareNumbers({
  name: 'lt',
  summary: { en: 'Whether the first number is less.', ru: 'Меньше ли первое число.' },
  examples: [
    { template: '{{lt trigger.age 18}}', context: { trigger: { age: '17' } }, result: true },
  ],
  antiExamples: [
    {
      template: '{{lt trigger.age 18}}',
      context: { trigger: { age: 'young' } },
      problem: 'not_a_number',
    },
  ],
  holds: (left, right) => left < right,
});

import { compareNumbers } from './compare-numbers.js';

export const lte = compareNumbers({
  name: 'lte',
  summary: {
    en: 'Whether the first number is less or the same.',
    ru: 'Меньше ли первое число или равно второму.',
  },
  examples: [
    { template: '{{lte trigger.age 18}}', context: { trigger: { age: 18 } }, result: true },
  ],
  antiExamples: [{ template: '{{lte trigger.age}}', context: {}, problem: 'missing_argument' }],
  holds: (left, right) => left <= right,
});

import { extremeOf } from './extreme-of.js';

export const min = extremeOf({
  name: 'min',
  summary: { en: 'The smallest number.', ru: 'Наименьшее число.' },
  examples: [
    {
      template: '{{min trigger.prices}}',
      context: { trigger: { prices: [30, '10', 20] } },
      result: 10,
    },
    { template: '{{min trigger.a trigger.b}}', context: { trigger: { a: 5, b: 2 } }, result: 2 },
  ],
  antiExamples: [
    {
      template: '{{min trigger.prices}}',
      context: { trigger: { prices: ['x'] } },
      problem: 'not_a_number',
    },
  ],
  choose: (left, right) => Math.min(left, right),
});

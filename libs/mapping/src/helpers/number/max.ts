import { extremeOf } from './extreme-of.js';

export const max = extremeOf({
  name: 'max',
  summary: { en: 'The largest number.', ru: 'Наибольшее число.' },
  examples: [
    {
      template: '{{max trigger.prices}}',
      context: { trigger: { prices: [30, '10', 20] } },
      result: 30,
    },
  ],
  antiExamples: [
    {
      template: '{{max trigger.prices}}',
      context: { trigger: { prices: [{}] } },
      problem: 'not_a_number',
    },
  ],
  choose: (left, right) => Math.max(left, right),
});

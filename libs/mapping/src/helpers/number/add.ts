import { calculate } from './calculate.js';

export const add = calculate({
  name: 'add',
  summary: { en: 'Adds numbers.', ru: 'Складывает числа.' },
  examples: [
    { template: '{{add 0.1 0.2}}', context: {}, result: 0.3 },
    {
      template: '{{add trigger.sum trigger.delivery}}',
      context: { trigger: { sum: '1 000 ₽', delivery: 250 } },
      result: 1250,
    },
  ],
  antiExamples: [
    {
      template: '{{add trigger.sum "abc"}}',
      context: { trigger: { sum: 1 } },
      problem: 'not_a_number',
    },
  ],
  step: (total, next) => total + next,
});

import { calculate } from './calculate.js';

export const multiply = calculate({
  name: 'multiply',
  summary: { en: 'Multiplies numbers.', ru: 'Умножает числа.' },
  examples: [
    {
      template: '{{multiply trigger.price trigger.quantity}}',
      context: { trigger: { price: '19,90', quantity: 3 } },
      result: 59.7,
    },
  ],
  antiExamples: [
    {
      template: '{{multiply trigger.a trigger.a}}',
      context: { trigger: { a: 1e300 } },
      problem: 'bad_value',
    },
  ],
  step: (total, next) => total * next,
});

import type { Helper, HelperParameter } from '../define-helper.js';
import { defineHelper, needs, rest } from '../define-helper.js';
import type { HelperCall } from '../helper-call.js';
import { tidyNumber } from './tidy-number.js';

const parameters: readonly HelperParameter[] = [
  needs('first', 'number', 'The first number.', 'Первое число.'),
  needs('second', 'number', 'The second number.', 'Второе число.'),
  rest('more', 'number', 'More numbers.', 'Другие числа.'),
];

type Calculation = Pick<Helper, 'name' | 'summary' | 'examples' | 'antiExamples'> & {
  readonly step: (total: number, next: number, call: HelperCall) => number;
};

/** A helper that works through its numbers from left to right; without a first number there is no result. */
export function calculate({ step, ...description }: Calculation): Helper {
  return defineHelper({
    ...description,
    group: 'number',
    parameters,
    whenEmpty: 'skip',
    run(call) {
      let total = call.number(0);
      for (let index = 1; index < call.count; index += 1) {
        total = step(total, call.number(index), call);
      }
      return tidyNumber(total, call);
    },
  });
}

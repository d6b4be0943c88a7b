import type { Helper, HelperParameter } from '../define-helper.js';
import { defineHelper, needs } from '../define-helper.js';
import type { HelperCall } from '../helper-call.js';

const parameters: readonly HelperParameter[] = [
  needs('left', 'number', 'The first number.', 'Первое число.'),
  needs('right', 'number', 'The second number.', 'Второе число.'),
];

type Comparison = Pick<Helper, 'name' | 'summary' | 'examples' | 'antiExamples'> & {
  readonly holds: (left: number, right: number) => boolean;
};

/** A helper that compares two numbers; with a value that is not there, nothing holds. */
export function compareNumbers({ holds, ...description }: Comparison): Helper {
  return defineHelper({
    ...description,
    group: 'logic',
    parameters,
    whenEmpty: 'run',
    isTolerant: true,
    run(call: HelperCall) {
      const left = call.value(0) ?? '';
      const right = call.value(1) ?? '';
      if (left === '' || right === '') return false;
      return holds(call.toNumber(left), call.toNumber(right));
    },
  });
}

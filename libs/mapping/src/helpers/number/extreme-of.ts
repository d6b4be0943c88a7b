import { defineHelper, needs, rest, type Helper } from '../define-helper.js';

type Extreme = Pick<Helper, 'name' | 'summary' | 'examples' | 'antiExamples'> & {
  readonly choose: (left: number, right: number) => number;
};

/** A helper that picks one of its numbers, given one by one or as a list. */
export function extremeOf({ choose, ...description }: Extreme): Helper {
  return defineHelper({
    ...description,
    group: 'number',
    parameters: [
      needs(
        'numbers',
        'any',
        'A list of numbers, or the first number.',
        'Список чисел или первое число.',
      ),
      rest('more', 'number', 'More numbers.', 'Другие числа.'),
    ],
    run(call) {
      const values = [...call.list(0), ...call.valuesFrom(1)].filter(
        (value) => value !== null && value !== undefined && value !== '',
      );
      if (values.length === 0) return null;
      return values
        .map((value) => call.toNumber(value))
        .reduce((left, right) => choose(left, right));
    },
  });
}

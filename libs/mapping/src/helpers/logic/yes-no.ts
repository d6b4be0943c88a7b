import { readBoolean } from '../../value/read-boolean.js';
import { isTruthy } from '../../value/is-truthy.js';
import { defineHelper, needs, takes } from '../define-helper.js';

export const yesNo = defineHelper({
  name: 'yesNo',
  group: 'logic',
  summary: {
    en: 'A word for true and one for false; reads "on", "1", "да", "нет" and the like.',
    ru: 'Слово для «да» и слово для «нет»; понимает on, 1, да, нет и подобное.',
  },
  parameters: [
    needs('value', 'any', 'The value.', 'Значение.'),
    takes('yes', 'text', 'The word for true.', 'Слово для «да».'),
    takes('no', 'text', 'The word for false.', 'Слово для «нет».'),
  ],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    {
      template: '{{yesNo trigger.agree "согласен" "не согласен"}}',
      context: { trigger: { agree: 'on' } },
      result: 'согласен',
    },
    { template: '{{yesNo trigger.agree}}', context: { trigger: { agree: 'нет' } }, result: 'no' },
  ],
  antiExamples: [
    { template: '{{yesNo a "y" "n" "?"}}', context: {}, problem: 'too_many_arguments' },
  ],
  run(call) {
    const value = call.value(0);
    return (readBoolean(value) ?? isTruthy(value)) ? call.textOr(1, 'yes') : call.textOr(2, 'no');
  },
});

import { isEmpty } from '../../value/is-empty.js';
import { defineHelper, needs, takes } from '../define-helper.js';
import { tidyNumber } from '../number/tidy-number.js';
import { readPath } from './read-path.js';

export const sum = defineHelper({
  name: 'sum',
  group: 'list',
  summary: {
    en: 'The sum of a list of numbers, or of one field of its objects.',
    ru: 'Сумма списка чисел или одного поля его объектов.',
  },
  parameters: [
    needs('list', 'list', 'The list.', 'Список.'),
    takes('field', 'text', 'The field to add up.', 'Складываемое поле.'),
  ],
  examples: [
    {
      template: '{{sum trigger.products "amount"}}',
      context: { trigger: { products: [{ amount: '1 000' }, { amount: 250.5 }] } },
      result: 1250.5,
    },
    { template: '{{sum trigger.list}}', context: { trigger: { list: [0.1, 0.2] } }, result: 0.3 },
  ],
  antiExamples: [
    {
      template: '{{sum trigger.products "name"}}',
      context: { trigger: { products: [{ name: 'Чай' }] } },
      problem: 'not_a_number',
    },
  ],
  run(call) {
    const field = call.textOr(1, '');
    const values = call.list(0).map((item) => (field === '' ? item : readPath(item, field)));
    const numbers = values.filter((value) => !isEmpty(value)).map((value) => call.toNumber(value));
    return tidyNumber(
      numbers.reduce((total, value) => total + value, 0),
      call,
    );
  },
});

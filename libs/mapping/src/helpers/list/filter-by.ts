import { compareKey } from '../../value/compare-key.js';
import { isTruthy } from '../../value/is-truthy.js';
import { defineHelper, needs, takes } from '../define-helper.js';
import { readPath } from './read-path.js';

export const filterBy = defineHelper({
  name: 'filterBy',
  group: 'list',
  summary: {
    en: 'The items of a list whose field has a value, or has any value at all.',
    ru: 'Элементы списка, у которых поле равно значению или просто заполнено.',
  },
  parameters: [
    needs('list', 'list', 'A list of objects.', 'Список объектов.'),
    needs('field', 'text', "The field's name.", 'Имя поля.'),
    takes('value', 'any', 'The value it must have.', 'Нужное значение.'),
  ],
  examples: [
    {
      template: '{{filterBy trigger.list "kind" "gift"}}',
      context: { trigger: { list: [{ kind: 'Gift' }, { kind: 'tea' }] } },
      result: [{ kind: 'Gift' }],
    },
    {
      template: '{{count (filterBy trigger.list "paid")}}',
      context: { trigger: { list: [{ paid: true }, { paid: false }, {}] } },
      result: 1,
    },
  ],
  antiExamples: [
    { template: '{{filterBy trigger.list}}', context: {}, problem: 'missing_argument' },
  ],
  run(call) {
    const field = call.text(1);
    const { locale } = call.settings;
    const wanted = call.count > 2 ? compareKey(call.value(2), locale) : undefined;
    return call.list(0).filter((item) => {
      const value = readPath(item, field);
      return wanted === undefined ? isTruthy(value) : compareKey(value, locale) === wanted;
    });
  },
});

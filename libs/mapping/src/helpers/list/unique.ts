import { writeText } from '../../value/write-text.js';
import { defineHelper, needs, takes } from '../define-helper.js';
import { readPath } from './read-path.js';

export const unique = defineHelper({
  name: 'unique',
  group: 'list',
  summary: {
    en: 'A list without repetitions (the first of equal items stays), by itself or by one field.',
    ru: 'Список без повторов (остаётся первый из равных), сам по себе или по полю.',
  },
  parameters: [
    needs('list', 'list', 'The list.', 'Список.'),
    takes('field', 'text', 'The field to compare.', 'Сравниваемое поле.'),
  ],
  examples: [
    {
      template: '{{unique trigger.tags}}',
      context: { trigger: { tags: ['a', 'b', 'a'] } },
      result: ['a', 'b'],
    },
    {
      template: '{{unique trigger.list "id"}}',
      context: {
        trigger: {
          list: [
            { id: 1, n: 'x' },
            { id: 1, n: 'y' },
          ],
        },
      },
      result: [{ id: 1, n: 'x' }],
    },
  ],
  antiExamples: [{ template: '{{unique a b c}}', context: {}, problem: 'too_many_arguments' }],
  run(call) {
    const field = call.textOr(1, '');
    const seen = new Set<string>();
    return call.list(0).filter((item) => {
      const key = writeText(field === '' ? item : readPath(item, field));
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  },
});

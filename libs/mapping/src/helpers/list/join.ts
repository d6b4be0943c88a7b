import { isEmpty } from '../../value/is-empty.js';
import { writeText } from '../../value/write-text.js';
import { defineHelper, needs, takes } from '../define-helper.js';

export const join = defineHelper({
  name: 'join',
  group: 'list',
  summary: {
    en: 'The items of a list as one text; empty ones are left out.',
    ru: 'Элементы списка одним текстом; пустые опускаются.',
  },
  parameters: [
    needs('list', 'list', 'The list.', 'Список.'),
    takes(
      'separator',
      'text',
      'What to put between them; ", " when it is not given.',
      'Что поставить между ними; по умолчанию «, ».',
    ),
  ],
  examples: [
    {
      template: '{{join trigger.tags " | "}}',
      context: { trigger: { tags: ['a', '', 'b', 3] } },
      result: 'a | b | 3',
    },
    { template: '{{join trigger.tags}}', context: { trigger: { tags: 'one' } }, result: 'one' },
  ],
  antiExamples: [
    { template: '{{join trigger.tags "," "and"}}', context: {}, problem: 'too_many_arguments' },
  ],
  run(call) {
    const texts = call
      .list(0)
      .filter((item) => !isEmpty(item))
      .map((item) => writeText(item));
    const separator = call.textOr(1, ', ');
    call.requireRoom(texts.length * separator.length);
    return texts.join(separator);
  },
});

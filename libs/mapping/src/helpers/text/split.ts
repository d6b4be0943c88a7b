import { defineHelper, needs, takes } from '../define-helper.js';

export const split = defineHelper({
  name: 'split',
  group: 'text',
  summary: {
    en: 'Cuts a text into a list; the pieces are trimmed and empty ones are left out.',
    ru: 'Делит текст на список; края частей очищены, пустые части опущены.',
  },
  parameters: [
    needs('text', 'text', 'The text.', 'Текст.'),
    takes(
      'separator',
      'text',
      'Where to cut; a comma when it is not given.',
      'Где делить; по умолчанию запятая.',
    ),
  ],
  examples: [
    {
      template: '{{split trigger.tags}}',
      context: { trigger: { tags: 'red, green,,blue' } },
      result: ['red', 'green', 'blue'],
    },
    {
      template: '{{split trigger.Name " "}}',
      context: { trigger: { Name: 'Анна Петрова' } },
      result: ['Анна', 'Петрова'],
    },
  ],
  antiExamples: [
    { template: '{{split trigger.tags ";" 2}}', context: {}, problem: 'too_many_arguments' },
  ],
  run(call) {
    const text = call.text(0);
    const pieces = text.split(call.textOr(1, ','));
    call.spend(pieces.length >> 3);
    return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  },
});

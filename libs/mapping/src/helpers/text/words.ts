import { defineHelper, needs, takes } from '../define-helper.js';

export const words = defineHelper({
  name: 'words',
  group: 'text',
  summary: {
    en: 'The words of a text as a list, or one of them by its position (0 is the first, -1 the last).',
    ru: 'Слова текста списком или одно слово по номеру (0 первое, -1 последнее).',
  },
  parameters: [
    needs('text', 'text', 'The text.', 'Текст.'),
    takes('position', 'number', 'Which word.', 'Какое слово.'),
  ],
  examples: [
    {
      template: '{{words trigger.Name 0}}',
      context: { trigger: { Name: '  Анна  Ивановна Петрова' } },
      result: 'Анна',
    },
    {
      template: '{{words trigger.Name -1}}',
      context: { trigger: { Name: 'Анна Петрова' } },
      result: 'Петрова',
    },
    {
      template: '{{words trigger.Name}}',
      context: { trigger: { Name: 'Анна Петрова' } },
      result: ['Анна', 'Петрова'],
    },
  ],
  antiExamples: [
    {
      template: '{{words trigger.Name "last"}}',
      context: { trigger: { Name: 'Анна' } },
      problem: 'not_a_number',
    },
  ],
  run(call) {
    const list = call
      .text(0)
      .split(/\s+/)
      .filter((word) => word !== '');
    return call.count > 1 ? (list.at(call.number(1)) ?? null) : list;
  },
});

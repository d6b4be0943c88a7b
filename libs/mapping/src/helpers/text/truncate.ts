import { defineHelper, needs, takes } from '../define-helper.js';

export const truncate = defineHelper({
  name: 'truncate',
  group: 'text',
  summary: {
    en: 'Shortens a text to a number of characters, its ending included.',
    ru: 'Сокращает текст до заданного числа знаков вместе с окончанием.',
  },
  parameters: [
    needs('text', 'text', 'The text.', 'Текст.'),
    needs('length', 'number', 'The most characters to keep.', 'Сколько знаков оставить.'),
    takes(
      'ending',
      'text',
      'What a shortened text ends with; "…" when it is not given.',
      'Чем закончить сокращённый текст; по умолчанию «…».',
    ),
  ],
  examples: [
    {
      template: '{{truncate trigger.Comment 8}}',
      context: { trigger: { Comment: 'Перезвоните завтра' } },
      result: 'Перезво…',
    },
    {
      template: '{{truncate trigger.Comment 50}}',
      context: { trigger: { Comment: 'Спасибо' } },
      result: 'Спасибо',
    },
  ],
  antiExamples: [
    { template: '{{truncate trigger.Comment}}', context: {}, problem: 'missing_argument' },
  ],
  run(call) {
    const letters = [...call.text(0)];
    const length = Math.max(0, call.number(1));
    if (letters.length <= length) return letters.join('');
    const ending = [...call.textOr(2, '…')];
    return [...letters.slice(0, Math.max(0, length - ending.length)), ...ending]
      .slice(0, length)
      .join('');
  },
});

import { defineHelper, needs, takes } from '../define-helper.js';

export const replace = defineHelper({
  name: 'replace',
  group: 'text',
  summary: {
    en: 'Puts one text in place of another, everywhere. The search text is taken literally, never as a pattern.',
    ru: 'Заменяет один текст другим везде. Искомое берётся буквально, это не шаблон.',
  },
  parameters: [
    needs('text', 'text', 'The text.', 'Текст.'),
    needs('search', 'text', 'What to look for.', 'Что искать.'),
    takes(
      'replacement',
      'text',
      'What to put there; what is found goes away when it is not given.',
      'На что заменить; если не задано, найденное убирается.',
    ),
  ],
  examples: [
    {
      template: '{{replace trigger.sum " "}}',
      context: { trigger: { sum: '1 200' } },
      result: '1200',
    },
    {
      template: '{{replace trigger.sum " " ""}}',
      context: { trigger: { sum: '1 200 000' } },
      result: '1200000',
    },
    {
      template: '{{replace trigger.text "." "$&"}}',
      context: { trigger: { text: 'a.b' } },
      result: 'a$&b',
    },
  ],
  antiExamples: [
    { template: '{{replace trigger.sum}}', context: {}, problem: 'missing_argument' },
    {
      template: '{{replace trigger.sum "" "x"}}',
      context: { trigger: { sum: '1' } },
      problem: 'bad_value',
    },
  ],
  run(call) {
    const search = call.text(1);
    if (search === '') call.fail('bad_value', '"replace" needs something to look for.');
    const pieces = call.text(0).split(search);
    const replacement = call.textOr(2, '');
    call.requireRoom((pieces.length - 1) * replacement.length);
    return pieces.join(replacement);
  },
});

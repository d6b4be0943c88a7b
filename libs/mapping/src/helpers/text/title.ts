import { defineHelper, needs } from '../define-helper.js';

export const title = defineHelper({
  name: 'title',
  group: 'text',
  summary: {
    en: 'Every word with a capital letter, for names typed in any case.',
    ru: 'Каждое слово с прописной буквы: для имён, набранных как попало.',
  },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '{{title trigger.Name}}',
      context: { trigger: { Name: 'аННА  петрова-водкина' } },
      result: 'Анна  Петрова-Водкина',
    },
    {
      template: '{{title trigger.Name}}',
      context: { trigger: { Name: "o'neill" } },
      result: "O'neill",
    },
  ],
  antiExamples: [
    { template: '{{title trigger.Name "all"}}', context: {}, problem: 'too_many_arguments' },
  ],
  run: (call) =>
    call
      .text(0)
      .toLowerCase()
      .replace(
        /(^|[\s\-–—(«"])(\p{L})/gu,
        (_, before: string, letter: string) => before + letter.toUpperCase(),
      ),
});

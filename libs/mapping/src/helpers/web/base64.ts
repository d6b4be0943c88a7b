import { defineHelper, needs } from '../define-helper.js';

export const base64 = defineHelper({
  name: 'base64',
  group: 'web',
  summary: {
    en: 'A text as Base64 (of its UTF-8 bytes).',
    ru: 'Текст в Base64 (по байтам UTF-8).',
  },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '{{base64 trigger.text}}',
      context: { trigger: { text: 'Чай' } },
      result: '0KfQsNC5',
    },
  ],
  antiExamples: [{ template: '{{base64 a b}}', context: {}, problem: 'too_many_arguments' }],
  run(call) {
    let bytes = '';
    for (const byte of new TextEncoder().encode(call.text(0))) bytes += String.fromCharCode(byte);
    return btoa(bytes);
  },
});

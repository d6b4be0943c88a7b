import { defineHelper, needs } from '../define-helper.js';

export const fromBase64 = defineHelper({
  name: 'fromBase64',
  group: 'web',
  summary: { en: 'The text that Base64 holds.', ru: 'Текст, записанный в Base64.' },
  parameters: [
    needs('base64', 'text', 'The Base64, also in its URL form.', 'Base64, в том числе для URL.'),
  ],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{fromBase64 trigger.text}}',
      context: { trigger: { text: '0KfQsNC5' } },
      result: 'Чай',
    },
  ],
  antiExamples: [
    {
      template: '{{fromBase64 trigger.text}}',
      context: { trigger: { text: '***' } },
      problem: 'bad_value',
    },
    {
      template: '{{fromBase64 trigger.text}}',
      context: { trigger: { text: '/w==' } },
      problem: 'bad_value',
    },
  ],
  run(call) {
    const text = call.text(0).replaceAll('-', '+').replaceAll('_', '/');
    try {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return call.fail('bad_value', 'The value is not text written in Base64.');
    }
  },
});

import { defineHelper, needs } from '../define-helper.js';

export const urlEncode = defineHelper({
  name: 'urlEncode',
  group: 'web',
  summary: {
    en: 'A text made safe for one part of a URL: it can add no path, query or host.',
    ru: 'Текст, безопасный для одной части URL: не добавит ни пути, ни запроса, ни хоста.',
  },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: 'https://example.com/leads/{{urlEncode trigger.id}}',
      context: { trigger: { id: '../a?b#c' } },
      result: 'https://example.com/leads/..%2Fa%3Fb%23c',
    },
    {
      template: '{{urlEncode trigger.q}}',
      context: { trigger: { q: 'чай & кофе' } },
      result: '%D1%87%D0%B0%D0%B9%20%26%20%D0%BA%D0%BE%D1%84%D0%B5',
    },
  ],
  antiExamples: [
    {
      template: 'https://example.com/{{urlEncode trigger.id}}/x',
      context: { trigger: { id: '..' } },
      problem: 'bad_value',
    },
    { template: '{{urlEncode a b}}', context: {}, problem: 'too_many_arguments' },
  ],
  run(call) {
    const text = call.text(0);
    // Encoding does not help here: a URL reads %2E%2E as two dots and climbs out of its folder.
    if (text === '.' || text === '..')
      call.fail('bad_value', 'Dots alone cannot be a part of a URL.');
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
      /[!'()*]/g,
      encodeByte,
    );
  },
});

function encodeByte(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}

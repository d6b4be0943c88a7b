import { escapeHtml } from '../../value/escape-html.js';
import { defineHelper, needs } from '../define-helper.js';

export const html = defineHelper({
  name: 'html',
  group: 'web',
  summary: {
    en: 'A text made safe inside HTML: its signs are shown and mean nothing. Use it for every value in an HTML mail.',
    ru: 'Текст, безопасный внутри HTML: знаки показываются и ничего не значат. Нужен каждому значению в HTML-письме.',
  },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '<p>{{html trigger.Comment}}</p>',
      context: { trigger: { Comment: '<img src=x onerror="a()">' } },
      result: '<p>&lt;img src=x onerror=&quot;a()&quot;&gt;</p>',
    },
  ],
  antiExamples: [{ template: '<p>{{{trigger.Comment}}}</p>', context: {}, problem: 'raw_output' }],
  run: (call) => escapeHtml(call.text(0)),
});

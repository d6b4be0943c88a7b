import { readQuery } from '../../value/read-query.js';
import { defineHelper, needs } from '../define-helper.js';

export const urlQuery = defineHelper({
  name: 'urlQuery',
  group: 'web',
  summary: {
    en: 'The value of one query parameter of a URL; null when it has none.',
    ru: 'Значение параметра запроса из URL; null, если его нет.',
  },
  parameters: [
    needs('url', 'text', 'The URL.', 'Адрес (URL).'),
    needs('name', 'text', "The parameter's name.", 'Имя параметра.'),
  ],
  examples: [
    {
      template: '{{urlQuery trigger.url "city"}}',
      context: { trigger: { url: 'https://example.com/?a=1&city=%D0%A2%D1%83%D0%BB%D0%B0#form' } },
      result: 'Тула',
    },
    {
      template: '{{urlQuery trigger.url "none"}}',
      context: { trigger: { url: 'https://example.com/?a=1' } },
      result: null,
    },
  ],
  antiExamples: [
    { template: '{{urlQuery trigger.url}}', context: {}, problem: 'missing_argument' },
  ],
  run: (call) => readQuery(call.text(0)).get(call.text(1)) ?? null,
});

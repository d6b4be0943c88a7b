import { readQuery } from '../../value/read-query.js';
import { readUtmCookie } from '../../value/read-utm-cookie.js';
import { defineHelper, needs } from '../define-helper.js';

export const utm = defineHelper({
  name: 'utm',
  group: 'web',
  summary: {
    en: "A utm mark out of Tilda's COOKIES text or out of a URL; null when there is none.",
    ru: 'Метка utm из текста COOKIES Тильды или из URL; null, если её нет.',
  },
  parameters: [
    needs(
      'mark',
      'text',
      'source, medium, campaign, content or term.',
      'source, medium, campaign, content или term.',
    ),
    needs('from', 'text', 'The cookies or the URL.', 'Cookies или URL.'),
  ],
  examples: [
    {
      template: '{{utm "source" trigger.COOKIES}}',
      context: {
        trigger: {
          COOKIES:
            '_ym_uid=1; TILDAUTM=utm_source%3Dyandex%7C%7C%7Cutm_medium%3Dcpc%7C%7C%7Cutm_campaign%3D%D0%92%D0%B5%D1%81%D0%BD%D0%B0%7C%7C%7C; a=b',
        },
      },
      result: 'yandex',
    },
    {
      template: '{{utm "campaign" trigger.COOKIES}}',
      context: {
        trigger: {
          COOKIES:
            'TILDAUTM=utm_source%3Dyandex%7C%7C%7Cutm_campaign%3D%D0%92%D0%B5%D1%81%D0%BD%D0%B0',
        },
      },
      result: 'Весна',
    },
    {
      template: '{{utm "medium" trigger.page}}',
      context: { trigger: { page: 'https://example.com/?utm_source=vk&utm_medium=cpc' } },
      result: 'cpc',
    },
    {
      template: '{{utm "term" trigger.COOKIES}}',
      context: { trigger: { COOKIES: 'a=b' } },
      result: null,
    },
  ],
  antiExamples: [{ template: '{{utm "source"}}', context: {}, problem: 'missing_argument' }],
  run(call) {
    const mark = call.text(0).trim().toLowerCase();
    const name = mark.startsWith('utm_') ? mark : `utm_${mark}`;
    const text = call.text(1);
    return readUtmCookie(text).get(name) ?? readQuery(text).get(name) ?? null;
  },
});

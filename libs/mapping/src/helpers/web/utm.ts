import { readQuery } from '../../value/read-query.js';
import { readUtmCookie } from '../../value/read-utm-cookie.js';
import { among, defineHelper, needs } from '../define-helper.js';

export const utm = defineHelper({
  name: 'utm',
  group: 'web',
  summary: {
    en: "A utm mark out of Tilda's COOKIES text or out of a URL; null when there is none.",
    ru: 'Метка utm из текста COOKIES Тильды или из URL; null, если её нет.',
  },
  parameters: [
    needs('from', 'text', 'The cookies or the URL.', 'Cookies или URL.'),
    among(needs('mark', 'text', 'The mark.', 'Метка.'), [
      ['source', 'source (utm_source)', 'источник (utm_source)'],
      ['medium', 'medium (utm_medium)', 'канал (utm_medium)'],
      ['campaign', 'campaign (utm_campaign)', 'кампания (utm_campaign)'],
      ['content', 'content (utm_content)', 'объявление (utm_content)'],
      ['term', 'term (utm_term)', 'ключевое слово (utm_term)'],
    ]),
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
      template: '{{utm trigger.page "medium"}}',
      context: { trigger: { page: 'https://example.com/?utm_source=vk&utm_medium=cpc' } },
      result: 'cpc',
    },
    {
      template: '{{utm trigger.page "source"}}',
      context: { trigger: { page: null } },
      result: null,
    },
    {
      template: '{{utm "term" trigger.COOKIES}}',
      context: { trigger: { COOKIES: 'a=b' } },
      result: null,
    },
  ],
  antiExamples: [{ template: '{{utm trigger.page}}', context: {}, problem: 'missing_argument' }],
  run(call) {
    // Templates say the mark first as well: a mark is told from what it is looked for in.
    const isMarkFirst = known.test(call.text(0)) && !known.test(call.text(1));
    const mark = call
      .text(isMarkFirst ? 0 : 1)
      .trim()
      .toLowerCase();
    const text = call.text(isMarkFirst ? 1 : 0);
    const name = mark.startsWith('utm_') ? mark : `utm_${mark}`;
    return readUtmCookie(text).get(name) ?? readQuery(text).get(name) ?? null;
  },
});

const known = /^\s*(?:utm_)?\w{1,40}\s*$/;

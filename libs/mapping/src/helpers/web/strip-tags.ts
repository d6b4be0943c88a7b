import { defineHelper, needs } from '../define-helper.js';

export const stripTags = defineHelper({
  name: 'stripTags',
  group: 'web',
  summary: {
    en: 'HTML as plain text: tags are left out and common entities are written as their signs. Not a way to make HTML safe.',
    ru: 'HTML как простой текст: без тегов, обычные сущности заменены знаками. Не делает HTML безопасным.',
  },
  parameters: [needs('html', 'text', 'The HTML.', 'Текст HTML.')],
  examples: [
    {
      template: '{{stripTags trigger.text}}',
      context: { trigger: { text: '<p>Чай&nbsp;&amp; <b>кофе</b></p>' } },
      result: 'Чай & кофе',
    },
    {
      template: '{{stripTags trigger.text}}',
      context: { trigger: { text: 'a < b' } },
      result: 'a < b',
    },
  ],
  antiExamples: [{ template: '{{stripTags a b}}', context: {}, problem: 'too_many_arguments' }],
  run: (call) => readEntities(dropTags(call.text(0))).trim(),
});

/** By hand and not by pattern: a pattern would look for the end of each `<` again and again. */
function dropTags(html: string): string {
  let text = '';
  let from = 0;
  for (;;) {
    const open = html.indexOf('<', from);
    if (open < 0) return text + html.slice(from);
    const isTag = /[a-z/!?]/i.test(html.charAt(open + 1));
    const close = isTag ? html.indexOf('>', open) : -1;
    if (isTag && close < 0) return text + html.slice(from);
    text += html.slice(from, isTag ? open : open + 1);
    from = isTag ? close + 1 : open + 1;
  }
}

const signs: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

function readEntities(text: string): string {
  return text.replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => signs[entity] ?? entity);
}

import { isList } from '@hookline/contract';
import { hasItem } from '../../value/has-item.js';
import { defineHelper, needs } from '../define-helper.js';

export const contains = defineHelper({
  name: 'contains',
  group: 'text',
  summary: {
    en: 'Whether a text has another one in it, or a list has a value; small and capital letters are the same.',
    ru: 'Есть ли в тексте другой текст, а в списке значение; регистр букв не важен.',
  },
  parameters: [
    needs('value', 'any', 'A text or a list.', 'Текст или список.'),
    needs('part', 'any', 'What to look for.', 'Что искать.'),
  ],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    {
      template: '{{contains trigger.Comment "срочно"}}',
      context: { trigger: { Comment: 'СРОЧНО, перезвоните' } },
      result: true,
    },
    {
      template: '{{contains trigger.tags "vip"}}',
      context: { trigger: { tags: ['new', 'VIP'] } },
      result: true,
    },
    { template: '{{contains trigger.nothing "x"}}', context: { trigger: {} }, result: false },
  ],
  antiExamples: [
    { template: '{{contains trigger.Comment}}', context: {}, problem: 'missing_argument' },
  ],
  run(call) {
    const value = call.value(0);
    if (isList(value)) return hasItem(value, call.value(1), call.settings.locale);
    return call.text(0).toLowerCase().includes(call.text(1).trim().toLowerCase());
  },
});

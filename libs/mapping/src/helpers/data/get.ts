import { readPath } from '../list/read-path.js';
import { defineHelper, needs } from '../define-helper.js';

export const get = defineHelper({
  name: 'get',
  group: 'data',
  summary: {
    en: 'A field of an object by a name that is itself a value; null when there is none.',
    ru: 'Поле объекта по имени, которое само является значением; null, если его нет.',
  },
  parameters: [
    needs('object', 'any', 'The object or list.', 'Объект или список.'),
    needs('path', 'text', 'The field, or fields with dots between them.', 'Поле или поля через точку.'),
  ],
  examples: [
    { template: '{{get trigger "Ваше имя"}}', context: { trigger: { 'Ваше имя': 'Анна' } }, result: 'Анна' },
    { template: '{{get trigger "order.items.0"}}', context: { trigger: { order: { items: ['a'] } } }, result: 'a' },
    { template: '{{get trigger "constructor"}}', context: { trigger: {} }, result: null },
  ],
  antiExamples: [{ template: '{{get trigger}}', context: {}, problem: 'missing_argument' }],
  run: (call) => readPath(call.value(0), call.text(1)) ?? null,
});

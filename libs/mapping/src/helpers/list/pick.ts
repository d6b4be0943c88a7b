import { defineHelper, needs } from '../define-helper.js';
import { readPath } from './read-path.js';

export const pick = defineHelper({
  name: 'pick',
  group: 'list',
  summary: {
    en: 'One field of every item, as a list; items without it are left out.',
    ru: 'Одно поле каждого элемента списком; элементы без него опускаются.',
  },
  parameters: [
    needs('list', 'list', 'A list of objects.', 'Список объектов.'),
    needs('field', 'text', "The field's name.", 'Имя поля.'),
  ],
  examples: [
    {
      template: '{{pick trigger.products "name"}}',
      context: { trigger: { products: [{ name: 'Чай' }, { name: 'Кофе' }, {}] } },
      result: ['Чай', 'Кофе'],
    },
    {
      template: '{{join (pick trigger.products "name") ", "}}',
      context: { trigger: { products: [{ name: 'Чай' }, { name: 'Кофе' }] } },
      result: 'Чай, Кофе',
    },
    {
      template: '{{pick trigger.products "constructor"}}',
      context: { trigger: { products: [{ name: 'Чай' }] } },
      result: [],
    },
  ],
  antiExamples: [
    { template: '{{pick trigger.products}}', context: {}, problem: 'missing_argument' },
  ],
  run(call) {
    const field = call.text(1);
    return call.list(0).flatMap((item) => {
      const value = readPath(item, field);
      return value === undefined ? [] : [value];
    });
  },
});

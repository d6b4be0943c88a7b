import { isList, isObject } from '@hookline/contract';
import { defineHelper, needs } from '../define-helper.js';

export const length = defineHelper({
  name: 'length',
  group: 'text',
  summary: {
    en: 'How many characters a text, items a list or fields an object has.',
    ru: 'Сколько знаков в тексте, элементов в списке или полей в объекте.',
  },
  parameters: [needs('value', 'any', 'A text, a list or an object.', 'Текст, список или объект.')],
  whenEmpty: 'run',
  examples: [
    { template: '{{length trigger.Name}}', context: { trigger: { Name: 'Анна' } }, result: 4 },
    { template: '{{length trigger.list}}', context: { trigger: { list: [1, 2] } }, result: 2 },
    { template: '{{length trigger.Name}}', context: { trigger: { Name: null } }, result: 0 },
  ],
  antiExamples: [
    {
      template: '{{length trigger.Name trigger.City}}',
      context: {},
      problem: 'too_many_arguments',
    },
  ],
  run(call) {
    const value = call.value(0);
    if (isList(value)) return value.length;
    return isObject(value) ? Object.keys(value).length : [...call.text(0)].length;
  },
});

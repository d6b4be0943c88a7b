import { readJson } from '../../value/read-json.js';
import { defineHelper, needs } from '../define-helper.js';

export const parseJson = defineHelper({
  name: 'parseJson',
  group: 'data',
  summary: {
    en: 'The value that a JSON text holds; a value that is no text stays as it is.',
    ru: 'Значение, записанное в тексте JSON; если это не текст, оно остаётся как есть.',
  },
  parameters: [needs('text', 'text', 'The JSON text.', 'Текст JSON.')],
  whenEmpty: 'skip',
  examples: [
    { template: '{{parseJson trigger.data}}', context: { trigger: { data: '{"a":[1,2]}' } }, result: { a: [1, 2] } },
    { template: '{{get (parseJson trigger.data) "a.1"}}', context: { trigger: { data: '{"a":[1,2]}' } }, result: 2 },
    { template: '{{parseJson trigger.data}}', context: { trigger: { data: { a: 1 } } }, result: { a: 1 } },
  ],
  antiExamples: [{ template: '{{parseJson trigger.data}}', context: { trigger: { data: '{a:1}' } }, problem: 'not_json' }],
  run(call) {
    const value = call.value(0);
    if (typeof value !== 'string') return value;
    const parsed = readJson(value);
    return parsed === undefined ? call.fail('not_json', 'The text is not JSON.') : parsed;
  },
});

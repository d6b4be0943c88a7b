import { defineHelper, needs, option } from '../define-helper.js';

export const json = defineHelper({
  name: 'json',
  group: 'data',
  summary: { en: 'A value written as JSON.', ru: 'Значение, записанное как JSON.' },
  parameters: [
    needs('value', 'any', 'The value.', 'Значение.'),
    option('indent', 'number', 'Spaces to indent by, up to 8.', 'Отступ в пробелах, до 8.'),
  ],
  whenEmpty: 'run',
  examples: [
    { template: '{{json trigger.list}}', context: { trigger: { list: [1, 'два', null] } }, result: '[1,"два",null]' },
    { template: '{"name": {{json trigger.Name}}}', context: { trigger: { Name: '","admin":true,"x":"' } }, result: '{"name": "\\",\\"admin\\":true,\\"x\\":\\""}' },
    { template: '{{json trigger.nothing}}', context: { trigger: {} }, result: 'null' },
  ],
  antiExamples: [{ template: '{{json trigger indent="wide"}}', context: { trigger: {} }, problem: 'not_a_number' }],
  run(call) {
    const indent = call.named('indent');
    const spaces = indent === undefined ? 0 : Math.min(8, call.toNumber(indent));
    const text = JSON.stringify(call.value(0) ?? null, null, spaces);
    call.spend(text.length >> 9);
    return text;
  },
});

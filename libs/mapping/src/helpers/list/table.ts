import { writeText } from '../../value/write-text.js';
import { defineHelper, needs, option, rest } from '../define-helper.js';
import { readPath } from './read-path.js';

export const table = defineHelper({
  name: 'table',
  group: 'list',
  summary: {
    en: 'A list of objects as lines of text, one a line: the products of an order in a mail or a message.',
    ru: 'Список объектов строками текста, по одной на элемент: товары заказа в письме или сообщении.',
  },
  parameters: [
    needs('list', 'list', 'A list of objects.', 'Список объектов.'),
    needs('field', 'text', "The first column's field.", 'Поле первой колонки.'),
    rest('fields', 'text', 'The fields of the other columns.', 'Поля других колонок.'),
    option(
      'separator',
      'text',
      'What to put between columns; " | " when it is not given.',
      'Что поставить между колонками; по умолчанию « | ».',
    ),
    option('start', 'text', 'What a line starts with.', 'С чего начинать строку.'),
  ],
  examples: [
    {
      template: '{{table trigger.products "name" "quantity" "amount"}}',
      context: {
        trigger: {
          products: [
            { name: 'Чай', quantity: 2, amount: 300 },
            { name: 'Кофе', quantity: 1 },
          ],
        },
      },
      result: 'Чай | 2 | 300\nКофе | 1 | ',
    },
    {
      template: '{{table trigger.products "name" "quantity" separator=" × " start="- "}}',
      context: { trigger: { products: [{ name: 'Чай', quantity: 2 }] } },
      result: '- Чай × 2',
    },
  ],
  antiExamples: [
    { template: '{{table trigger.products}}', context: {}, problem: 'missing_argument' },
  ],
  run(call) {
    const fields = call.valuesFrom(1).map((field) => writeText(field));
    const separator = call.namedText('separator', ' | ');
    const start = call.namedText('start', '');
    let text = '';
    for (const item of call.list(0)) {
      call.spend(fields.length);
      const line = start + fields.map((field) => writeText(readPath(item, field))).join(separator);
      text += text === '' ? line : `\n${line}`;
      call.requireRoom(text.length);
    }
    return text;
  },
});

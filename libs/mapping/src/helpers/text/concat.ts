import { writeText } from '../../value/write-text.js';
import { defineHelper, needs, option, rest } from '../define-helper.js';

export const concat = defineHelper({
  name: 'concat',
  group: 'text',
  summary: {
    en: 'Joins values into one text; empty ones are left out.',
    ru: 'Соединяет значения в один текст; пустые опускаются.',
  },
  parameters: [
    needs('first', 'any', 'The first value.', 'Первое значение.'),
    rest('more', 'any', 'More values.', 'Другие значения.'),
    option(
      'separator',
      'text',
      'What to put between them; nothing when it is not given.',
      'Что поставить между ними; по умолчанию ничего.',
    ),
  ],
  whenEmpty: 'run',
  examples: [
    {
      template: '{{concat trigger.Name trigger.Surname separator=" "}}',
      context: { trigger: { Name: 'Анна', Surname: 'Петрова' } },
      result: 'Анна Петрова',
    },
    {
      template: '{{concat trigger.Name trigger.Middle trigger.Surname separator=" "}}',
      context: { trigger: { Name: 'Анна', Middle: '', Surname: 'Петрова' } },
      result: 'Анна Петрова',
    },
    { template: '{{concat "#" trigger.id}}', context: { trigger: { id: 7 } }, result: '#7' },
  ],
  antiExamples: [
    { template: '{{concat trigger.Name sep=" "}}', context: {}, problem: 'unknown_option' },
  ],
  run(call) {
    const separator = call.namedText('separator', '');
    let joined = '';
    for (let index = 0; index < call.count; index += 1) {
      const text = writeText(call.value(index));
      if (text === '') continue;
      joined += joined === '' ? text : separator + text;
      call.requireRoom(joined.length);
    }
    return joined;
  },
});

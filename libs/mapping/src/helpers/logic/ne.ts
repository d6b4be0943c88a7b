import { defineHelper } from '../define-helper.js';
import { isSame } from '../../value/is-same.js';
import { eq } from './eq.js';

export const ne = defineHelper({
  ...eq,
  name: 'ne',
  summary: {
    en: 'Whether two values differ: the opposite of eq.',
    ru: 'Различаются ли значения: обратное к eq.',
  },
  examples: [
    {
      template: '{{ne trigger.status "paid"}}',
      context: { trigger: { status: 'new' } },
      result: true,
    },
  ],
  antiExamples: [{ template: '{{ne "a" "b" "c"}}', context: {}, problem: 'too_many_arguments' }],
  run: (call) => !isSame(call.value(0), call.value(1), call.settings.locale),
});

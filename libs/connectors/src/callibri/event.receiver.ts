import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const callibriEvent = capturing({
  app: 'callibri',
  event: 'event',
  label: say('A call or a request', 'Звонок или обращение'),
  appLabel: say('Callibri', 'Callibri'),
  category: 'telephony',
  color: '#2b8a3e',
  notes: [
    say(
      'Callibri has an API to read statistics from; its webhook is not described anywhere we could read.',
      'У Callibri есть API для чтения статистики; описания его вебхука мы не нашли.',
    ),
  ],
});

import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const flexbeForm = capturing({
  app: 'flexbe',
  event: 'form',
  label: say('A form is sent', 'Отправлена форма'),
  appLabel: say('Flexbe', 'Flexbe'),
  category: 'sites',
  color: '#ff4d6d',
  notes: [
    say(
      'Flexbe has an API to read leads from; its webhook is not described anywhere we could read.',
      'У Flexbe есть API для чтения заявок; описания его вебхука мы не нашли.',
    ),
  ],
});

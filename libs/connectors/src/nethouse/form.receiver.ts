import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const nethouseForm = capturing({
  app: 'nethouse',
  event: 'form',
  label: say('A form is sent', 'Отправлена форма'),
  appLabel: say('Nethouse', 'Nethouse'),
  category: 'sites',
  color: '#3b82f6',
  notes: [
    say(
      'It is not known whether Nethouse can call an address at all: it may only send leads by e-mail.',
      'Неизвестно, умеет ли Nethouse вызывать адрес: возможно, он отправляет заявки только по почте.',
    ),
  ],
});

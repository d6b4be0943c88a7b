import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const bloxyForm = capturing({
  app: 'bloxy',
  event: 'form',
  label: say('A form is sent', 'Отправлена форма'),
  appLabel: say('Bloxy', 'Bloxy'),
  category: 'sites',
  color: '#5b5bd6',
});

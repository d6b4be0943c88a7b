import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const landingiForm = capturing({
  app: 'landingi',
  event: 'form',
  label: say('A form is sent', 'Отправлена форма'),
  appLabel: say('Landingi', 'Landingi'),
  category: 'sites',
  color: '#00c48c',
});

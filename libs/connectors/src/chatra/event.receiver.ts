import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const chatraEvent = capturing({
  app: 'chatra',
  event: 'event',
  label: say('Something happens in a chat', 'Событие в чате'),
  appLabel: say('Chatra', 'Chatra'),
  category: 'messengers',
  color: '#e8590c',
});

import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const dreamkasEvent = capturing({
  app: 'dreamkas',
  event: 'event',
  label: say('A receipt or another event', 'Чек или другое событие'),
  appLabel: say('Dreamkas', 'Дримкас'),
  category: 'shops',
  color: '#ffa000',
  notes: [
    say(
      'The subscription is made by the API of the Dreamkas cabinet (url is this address); what it then sends is not verified.',
      'Подписка создаётся через API кабинета Дримкас (url — этот адрес); что именно он присылает, не проверено.',
    ),
  ],
});

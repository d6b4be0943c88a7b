import { say } from '@hookline/connector-kit';
import { capturing } from '../unverified/capturing.js';

export const enquizQuiz = capturing({
  app: 'enquiz',
  event: 'quiz',
  label: say('A quiz is finished', 'Пройден квиз'),
  appLabel: say('Enquiz', 'Enquiz'),
  category: 'sites',
  color: '#7c4dff',
});

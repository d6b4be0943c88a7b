import { connector } from '@hookline/connector-kit';
import { httpConnection } from './http.connection.js';
import { request } from './request.action.js';

export const http = connector({
  key: 'http',
  label: { en: 'HTTP', ru: 'HTTP-запрос' },
  category: 'core',
  icon: 'world',
  color: '#1971c2',
  help: {
    en: 'Calls any system that has an address.',
    ru: 'Вызывает любую систему, у которой есть адрес.',
  },
  connection: httpConnection,
  actions: [request],
});

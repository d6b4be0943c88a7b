import { connector } from '@hookline/connector-kit';
import { findOrInsertRow } from './find-or-insert-row.action.js';
import { findRow } from './find-row.action.js';
import { insertRow } from './insert-row.action.js';
import { updateRow } from './update-row.action.js';

export const tables = connector({
  key: 'tables',
  label: { en: 'Tables', ru: 'Таблицы' },
  category: 'core',
  icon: 'table',
  color: '#2f9e44',
  help: {
    en: 'Built-in tables: a place for leads without any other system.',
    ru: 'Встроенные таблицы: место для заявок без других систем.',
  },
  choices: {
    async tables(call) {
      const known = await call.tables.list();
      return known.map(({ name }) => ({ value: name, label: { en: name } }));
    },
    async columns(call) {
      const known = await call.tables.list();
      const chosen = known.find(({ name }) => name === call.input['table']);
      return (chosen?.columns ?? []).map(({ name }) => ({ value: name, label: { en: name } }));
    },
  },
  actions: [insertRow, updateRow, findRow, findOrInsertRow],
});

import { field, type JsonObject, type TableRow } from '@hookline/connector-kit';

export const table = field.choice({
  label: { en: 'Table', ru: 'Таблица' },
  required: true,
  choicesFrom: 'tables',
  mappable: false,
});

export const column = field.choice({
  label: { en: 'Column to search in', ru: 'Колонка для поиска' },
  required: true,
  choicesFrom: 'columns',
  mappable: false,
});

export const value = field.json({
  label: { en: 'Value to find', ru: 'Что искать' },
  required: true,
  placeholder: '{{trigger.Phone}}',
});

export const values = field.keyValues({
  label: { en: 'Values', ru: 'Значения' },
  help: { en: 'One value for each column.', ru: 'По значению на колонку.' },
  required: true,
  choicesFrom: 'columns',
});

export const rowOutput = {
  id: field.text({ label: { en: 'Row id', ru: 'Номер строки' } }),
  values: field.keyValues({ label: { en: 'Values', ru: 'Значения' }, required: true }),
};

export const sampleRow = {
  id: '0199a1b2-0000-7000-8000-000000000001',
  values: { Name: 'Anna', Email: 'anna@example.com', Phone: '+79000000001' },
};

export function toOutput(row: TableRow): JsonObject {
  return { id: row.id, values: row.values };
}

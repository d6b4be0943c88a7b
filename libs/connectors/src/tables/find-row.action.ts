import { action, field } from '@hookline/connector-kit';
import { column, rowOutput, sampleRow, table, toOutput, value } from './table-fields.js';

export const findRow = action({
  key: 'find_row',
  label: { en: 'Find a row', ru: 'Найти строку' },
  help: {
    en: 'Goes on without a row when there is none; a branch can ask “Found”.',
    ru: 'Если строки нет, связка продолжится; развилка может проверить «Найдена».',
  },
  effect: 'read',
  input: { table, column, value },
  output: {
    isFound: field.boolean({ label: { en: 'Found', ru: 'Найдена' }, required: true }),
    ...rowOutput,
  },
  sample: { isFound: true, ...sampleRow },

  async run({ tables, input }) {
    const row = await tables.find(input.table, input.column, input.value);
    return row ? { isFound: true, ...toOutput(row) } : { isFound: false, id: null, values: {} };
  },
});

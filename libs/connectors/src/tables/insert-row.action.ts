import { action } from '@hookline/connector-kit';
import { rowOutput, sampleRow, table, toOutput, values } from './table-fields.js';

export const insertRow = action({
  key: 'insert_row',
  label: { en: 'Add a row', ru: 'Добавить строку' },
  effect: 'local',
  input: { table, values },
  output: rowOutput,
  sample: sampleRow,

  async run({ tables, input }) {
    return toOutput(await tables.insert(input.table, input.values));
  },
});

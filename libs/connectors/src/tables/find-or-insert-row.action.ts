import { action, field } from '@hookline/connector-kit';
import { column, rowOutput, sampleRow, table, toOutput, value, values } from './table-fields.js';

export const findOrInsertRow = action({
  key: 'find_or_insert_row',
  label: { en: 'Find a row, or add it', ru: 'Найти строку или добавить' },
  help: {
    en: 'Two leads at the same moment cannot both add it.',
    ru: 'Две заявки в один момент не добавят её дважды.',
  },
  effect: 'local',
  input: { table, column, value, values },
  output: {
    isNew: field.boolean({ label: { en: 'Added now', ru: 'Добавлена сейчас' }, required: true }),
    ...rowOutput,
  },
  sample: { isNew: true, ...sampleRow },

  async run({ tables, input }) {
    const found = await tables.findOrInsert(input.table, input.column, input.value, input.values);
    return { isNew: found.isNew, ...toOutput(found.row) };
  },
});

import { action, field, Rejected, type JsonValue, type Tables } from '@hookline/connector-kit';
import { rowOutput, sampleRow, table, toOutput, values } from './table-fields.js';

export const updateRow = action({
  key: 'update_row',
  label: { en: 'Change a row', ru: 'Изменить строку' },
  help: {
    en: 'Say which row by its id, or by a column and the value that stands in it.',
    ru: 'Укажите строку по номеру или по колонке и значению в ней.',
  },
  effect: 'local',
  input: {
    table,
    rowId: field.text({ label: { en: 'Row id', ru: 'Номер строки' } }),
    column: field.choice({
      label: { en: 'or the row where this column', ru: 'или строка, где колонка' },
      choicesFrom: 'columns',
      mappable: false,
    }),
    value: field.json({ label: { en: 'has this value', ru: 'имеет значение' } }),
    values,
  },
  output: rowOutput,
  sample: sampleRow,

  async run({ tables, input }) {
    const rowId = input.rowId ?? (await findId(tables, input));
    return toOutput(await tables.update(input.table, rowId, input.values));
  },
});

async function findId(
  tables: Tables,
  input: { table: string; column: string | undefined; value: JsonValue | undefined },
): Promise<string> {
  if (input.column === undefined || input.value === undefined) {
    throw new Rejected('say which row to change: its id, or a column and a value', {
      pointer: '/rowId',
      why: { code: 'row_unnamed' },
    });
  }
  const row = await tables.find(input.table, input.column, input.value);
  if (row) return row.id;
  throw new Rejected(`no row of "${input.table}" has this value in "${input.column}"`, {
    pointer: '/value',
    why: { code: 'row_not_found', values: { table: input.table } },
  });
}

import type { Column, JsonObject, JsonValue } from '@hookline/contract';
import { readValue } from './read-value.js';
import { TableProblem, type ColumnFault } from './table-problem.js';

type Columns = { readonly name: string; readonly columns: readonly Column[] };

/**
 * Reads a row's values as its columns keep them.
 * @throws TableProblem naming every column that is unknown or cannot take its value.
 */
export function readValues(table: Columns, values: JsonObject): JsonObject {
  const read = new Map<string, JsonValue>();
  const faults: ColumnFault[] = [];
  for (const [name, value] of Object.entries(values)) {
    const column = table.columns.find((known) => known.name === name);
    if (!column) {
      faults.push({ column: name, message: unknownColumn(table, name), isUnknown: true });
      continue;
    }
    const reading = readValue(column.type, value);
    if (reading.ok) read.set(name, reading.value);
    else faults.push({ column: name, message: `the column "${name}" ${reading.message}` });
  }
  if (faults.length > 0) {
    throw new TableProblem('row_invalid', faults.map(({ message }) => message).join('; '), faults);
  }
  return Object.fromEntries(read);
}

/**
 * Reads a value that a row is looked for by.
 * @throws TableProblem when there is no such column or it cannot hold the value.
 */
export function readSought(table: Columns, column: string, value: JsonValue): JsonValue {
  return readValues(table, { [column]: value })[column] ?? null;
}

function unknownColumn({ name, columns }: Columns, column: string): string {
  const known = columns.map((one) => one.name).join(', ');
  return `the table "${name}" has no column "${column}"; it has ${known}`;
}

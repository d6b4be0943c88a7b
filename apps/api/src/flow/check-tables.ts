import { toPointer, walkSteps, type Column } from '@hookline/contract';
import type { FlowDocument, FlowProblem, JsonValue } from '@hookline/contract';
import { problem } from './flow-problem.js';

type Table = { readonly name: string; readonly columns: readonly Column[] };

/**
 * Steps that write to a built-in table that is not there, or to a column that it does not have: every lead
 * would stop at them. A table whose name comes from the lead is known only when the lead comes.
 */
export function checkTables(
  document: FlowDocument,
  tables: readonly Table[],
): readonly FlowProblem[] {
  return walkSteps(document).flatMap(({ step, pointer }) => {
    if (step.type !== 'action' || step.app !== 'tables') return [];
    const name = step.input['table'];
    if (typeof name !== 'string' || name === '' || name.includes('{{')) return [];
    const table = tables.find((one) => isSame(one.name, name));
    if (!table) {
      const message = `there is no table "${name}"; choose another one or make it`;
      return [problem(`${pointer}/input/table`, 'unknown_table', { message, about: name })];
    }
    return columnsNamed(step.input['values']).flatMap((column) =>
      table.columns.some((one) => one.name === column)
        ? []
        : [
            problem(`${pointer}/input/values${toPointer([column])}`, 'unknown_column', {
              message: `the table "${table.name}" has no column "${column}"`,
              about: column,
            }),
          ],
    );
  });
}

const isSame = (one: string, other: string): boolean =>
  one.toLowerCase() === other.trim().toLowerCase();

function columnsNamed(values: JsonValue | undefined): readonly string[] {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return [];
  return Object.keys(values);
}

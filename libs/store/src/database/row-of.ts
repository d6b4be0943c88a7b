/**
 * The condition that a row of a large table is the one that another row names, in words that leave the planner
 * one way to find it: a look into an index for each. To `=` it knows another, to read the table whole, and takes it where the
 * table was nearly empty when its rows were last counted. A queue always was.
 */
export const rowOf = (
  row: string,
  naming: string,
  columns: readonly string[] = ['workspace_id', 'flow_id', 'id'],
): string =>
  columns.map((column) => `${row}.${column} = ANY (ARRAY[${naming}.${column}])`).join(' AND ');

/**
 * The condition that a column of a large table is what another row says, in words that leave the planner one way to
 * find the row: a look into an index for each. To `=` it knows another, to read the table whole, and takes it where the table was
 * nearly empty when its rows were last counted. A queue always was.
 */
export const isAsSaid = (column: string, said: string): string =>
  `${column} = ANY (ARRAY[${said}])`;

/** The same of all columns by which a row is found, where the other row has them by the same names. */
export const rowOf = (
  row: string,
  naming: string,
  columns: readonly string[] = ['workspace_id', 'flow_id', 'id'],
): string =>
  columns.map((column) => isAsSaid(`${row}.${column}`, `${naming}.${column}`)).join(' AND ');

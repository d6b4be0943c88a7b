/** One column that cannot take its value. */
export type ColumnFault = {
  readonly column: string;
  readonly message: string;
  /** There is no such column at all. */
  readonly isUnknown?: boolean;
};

/**
 * Why a built-in table refuses. The message is for the person who built the flow; `faults` name the
 * columns.
 */
export class TableProblem extends Error {
  override readonly name = 'TableProblem';
  readonly code: 'table_not_found' | 'row_not_found' | 'row_invalid';
  readonly faults: readonly ColumnFault[];

  constructor(code: TableProblem['code'], message: string, faults: readonly ColumnFault[] = []) {
    super(message);
    this.code = code;
    this.faults = faults;
  }

  /** The first column at fault; `null` when it is not a column that is wrong. */
  get column(): string | null {
    return this.faults[0]?.column ?? null;
  }
}

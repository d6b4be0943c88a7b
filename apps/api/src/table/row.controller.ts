import { Controller } from '@nestjs/common';
import { deleteRow, insertRow, listRows, updateRow, type RowView } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  deleteTableRow,
  findTable,
  insertTableRow,
  listTableRows,
  onClient,
  updateTableRow,
  type Queryable,
  type TableRowRecord,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { readCursor } from '../http/read-cursor.js';
import { Management } from '../management.js';
import { told } from './told.js';

@Controller()
export class RowController {
  constructor(private readonly management: Management) {}

  @Handles(listRows)
  async list(
    @Asked() { scope, params, query }: Asked<typeof listRows>,
  ): Promise<Reply<typeof listRows>> {
    const asked = {
      cursor: readCursor(query.cursor),
      limit: query.limit,
      text: query.text ?? null,
    };
    const page = await this.#inTables(async (db) => {
      const table = await findTable(scope, db, params.name);
      return listTableRows(scope, db, { table, ...asked });
    });
    return { ...page, items: page.items.map(viewRow) };
  }

  @Handles(insertRow)
  async insert(@Asked() { scope, params, body }: Asked<typeof insertRow>): Promise<RowView> {
    const row = { tableName: params.name, rowId: uuidv7(), runId: null, values: body.values };
    return viewRow(await this.#inTables((db) => insertTableRow(scope, db, row)));
  }

  @Handles(updateRow)
  async update(@Asked() { scope, params, body }: Asked<typeof updateRow>): Promise<RowView> {
    const { name: tableName, id: rowId } = params;
    const row = { tableName, rowId, runId: null, values: body.values };
    return viewRow(await this.#inTables((db) => updateTableRow(scope, db, row)));
  }

  @Handles(deleteRow)
  async remove(@Asked() { scope, params }: Asked<typeof deleteRow>): Promise<void> {
    const outcome = await this.#inTables(async (db) => {
      const table = await findTable(scope, db, params.name);
      return deleteTableRow(scope, db, { tableId: table.id, rowId: params.id });
    });
    if (outcome === 'not_found') throw new ApiError('row_not_found');
  }

  #inTables<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
    return told(onClient(this.management.store, work));
  }
}

function viewRow(row: TableRowRecord): RowView {
  return {
    id: row.id,
    values: row.values,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    runId: row.runId,
  };
}

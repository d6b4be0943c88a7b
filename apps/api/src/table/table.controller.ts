import { Controller } from '@nestjs/common';
import {
  createTable,
  deleteTable,
  getTable,
  listTables,
  updateTable,
  type TableView,
} from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  createTable as create,
  deleteTable as remove,
  listTables as findTables,
  onClient,
  updateColumns,
  type Scope,
  type TableRecord,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { Management } from '../management.js';
import { told } from './told.js';

@Controller()
export class TableController {
  constructor(private readonly management: Management) {}

  @Handles(listTables)
  async list(@Asked() { scope }: Asked<typeof listTables>): Promise<Reply<typeof listTables>> {
    return { items: (await this.#all(scope)).map(viewTable) };
  }

  @Handles(createTable)
  async create(@Asked() { scope, body }: Asked<typeof createTable>): Promise<TableView> {
    const given = { id: uuidv7(), ...body };
    const outcome = await told(create(scope, this.management.store, given));
    if (outcome === 'name_taken') {
      throw new ApiError('name_taken', `There is a table "${body.name}" already.`);
    }
    return viewTable(await this.#find(scope, body.name));
  }

  @Handles(getTable)
  async read(@Asked() { scope, params }: Asked<typeof getTable>): Promise<TableView> {
    return viewTable(await this.#find(scope, params.name));
  }

  @Handles(updateTable)
  async change(@Asked() { scope, params, body }: Asked<typeof updateTable>): Promise<TableView> {
    const table = await this.#find(scope, params.name);
    const given = { tableId: table.id, columns: body.columns };
    await told(updateColumns(scope, this.management.store, given));
    return viewTable(await this.#find(scope, table.name));
  }

  @Handles(deleteTable)
  async remove(@Asked() { scope, params }: Asked<typeof deleteTable>): Promise<void> {
    const table = await this.#find(scope, params.name);
    const outcome = await remove(scope, this.management.store, table);
    if (outcome === 'deleted') return;
    const names = outcome.usedBy.map((flow) => `"${flow.name}"`).join(', ');
    const message = `Live flows use the table "${table.name}": ${names}. Choose another one there, or pause them, first.`;
    throw new ApiError('table_in_use', message, { details: { usedByFlows: [...outcome.usedBy] } });
  }

  #all(scope: Scope): Promise<readonly TableRecord[]> {
    return onClient(this.management.store, (db) => findTables(scope, db));
  }

  async #find(scope: Scope, name: string): Promise<TableRecord> {
    const sought = name.trim().toLowerCase();
    const table = (await this.#all(scope)).find((one) => one.name.toLowerCase() === sought);
    if (!table) throw new ApiError('table_not_found', `There is no table "${name}".`);
    return table;
  }
}

function viewTable(table: TableRecord): TableView {
  return {
    name: table.name,
    columns: [...table.columns],
    rowCount: table.rowCount,
    createdAt: table.createdAt.toISOString(),
  };
}

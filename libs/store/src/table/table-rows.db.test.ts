import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aStore, aWorkspace, newId, type TestStore } from '../database/store.given.js';
import { inTransaction } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { createTable } from './create-table.js';
import { findOrInsertTableRow } from './find-or-insert-table-row.js';
import { findTableRow } from './find-table-row.js';
import { listTableColumns, listTables } from './find-table.js';
import { insertTableRow } from './insert-table-row.js';
import { TableProblem } from './table-problem.js';
import { updateTableRow } from './update-table-row.js';

let db: TestStore;
let scope: Scope;

beforeAll(async () => {
  db = await aStore();
});
beforeEach(async () => {
  scope = await aWorkspace(db);
  const columns = [
    { name: 'Phone', type: 'text' },
    { name: 'Sum', type: 'number' },
    { name: 'constructor', type: 'text' },
  ] as const;
  await createTable(scope, db.store, { id: newId(), name: 'Leads', columns });
});
afterAll(() => db.close());

const insert = (values: Record<string, string | number>, runId: string | null = null) =>
  insertTableRow(scope, db.pool, { tableName: 'leads', values, runId, rowId: newId() });

describe('a row', () => {
  it('is written with the run that wrote it, and with no value where there is none', async () => {
    const runId = newId();

    const row = await insert({ Phone: '1', Sum: '5' }, runId);

    expect(row).toMatchObject({ runId, values: { Phone: '1', Sum: 5, constructor: null } });
  });

  it('is gone with the transaction that it was written in', async () => {
    const work = inTransaction(db.pool, async (client) => {
      await insertTableRow(scope, client, {
        tableName: 'Leads',
        values: { Phone: '1' },
        runId: null,
        rowId: newId(),
      });
      throw new Error('the run was taken over');
    });

    await expect(work).rejects.toThrow('taken over');
    expect(await listTables(scope, db.pool)).toMatchObject([{ name: 'Leads', rowCount: 0 }]);
  });

  it('is found by the value that its column keeps, the newest first', async () => {
    await insert({ Sum: 5, Phone: 'old' });
    const newest = await insert({ Sum: 5, Phone: 'new' });

    const find = (value: string | number) =>
      findTableRow(scope, db.pool, { tableName: 'Leads', column: 'Sum', value });

    expect(await find('5.0')).toMatchObject({ id: newest.id });
    expect(await find(6)).toBeNull();
  });

  it('without a value is nobody: an empty one finds nothing', async () => {
    await insert({ Sum: 1 });
    const sought = { tableName: 'Leads', column: 'Phone', value: '' };

    expect(await findTableRow(scope, db.pool, sought)).toBeNull();
  });

  it('that is missing, or a column that is, is told in words', async () => {
    const find = (column: string) =>
      findTableRow(scope, db.pool, { tableName: 'Leads', column, value: 'x' });
    const update = { tableName: 'Leads', rowId: newId(), values: {}, runId: null };

    await expect(find('Nme')).rejects.toThrow('has no column "Nme"; it has Phone, Sum');
    await expect(find('Sum')).rejects.toThrow('takes a number');
    await expect(updateTableRow(scope, db.pool, update)).rejects.toThrow('has no row');
    await expect(
      insertTableRow(scope, db.pool, { ...update, tableName: 'Nowhere' }),
    ).rejects.toThrow(new TableProblem('table_not_found', 'there is no table "Nowhere"'));
  });
});

describe('find or insert', () => {
  const findOrInsert = (value: string) =>
    inTransaction(db.pool, (client) =>
      findOrInsertTableRow(scope, client, {
        tableName: 'Leads',
        column: 'Phone',
        value,
        values: { Phone: value },
        runId: null,
        rowId: newId(),
      }),
    );

  it('adds one row when many runs bring the same person at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => findOrInsert('+7916')));

    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(answers.map(({ row }) => row.id)).size).toBe(1);
  });

  it('adds a row for each that brings no value to be found by', async () => {
    const answers = await Promise.all([findOrInsert(''), findOrInsert('')]);

    expect(answers.map(({ isNew }) => isNew)).toEqual([true, true]);
  });
});

it("does not know another workspace's tables and rows", async () => {
  const row = await insert({ Phone: '1' });
  const other = await aWorkspace(db);
  const find = { tableName: 'Leads', column: 'Phone', value: '1' };
  const update = { tableName: 'Leads', rowId: row.id, values: { Phone: '2' }, runId: null };

  await expect(findTableRow(other, db.pool, find)).rejects.toThrow('there is no table');
  await expect(updateTableRow(other, db.pool, update)).rejects.toThrow('there is no table');
  expect(await listTableColumns(other, db.pool)).toEqual([]);
  await createTable(other, db.store, {
    id: newId(),
    name: 'Leads',
    columns: [{ name: 'Phone', type: 'text' }],
  });
  await expect(updateTableRow(other, db.pool, update)).rejects.toThrow('has no row');
});

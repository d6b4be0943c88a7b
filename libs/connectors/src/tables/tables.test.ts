import { describeApps } from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { aCall, recordingPorts } from '../ports.given.js';
import { findOrInsertRow } from './find-or-insert-row.action.js';
import { findRow } from './find-row.action.js';
import { insertRow } from './insert-row.action.js';
import { tables } from './tables.connector.js';
import { updateRow } from './update-row.action.js';

const table = 'Leads';

describe('rows of built-in tables', () => {
  it('a new row gives its id and values', async () => {
    const ports = recordingPorts();

    const output = await insertRow.perform(
      aCall(ports, { table, values: { Name: 'Анна', Tags: [1] } }),
    );

    expect(output).toEqual({ id: 'row-1', values: { Name: 'Анна', Tags: [1] } });
  });

  it('a row is changed by its id, or by a value that stands in it', async () => {
    const ports = recordingPorts();
    await insertRow.perform(aCall(ports, { table, values: { Phone: '1' } }));

    await updateRow.perform(aCall(ports, { table, rowId: 'row-1', values: { Name: 'a' } }));
    const input = { table, column: 'Phone', value: '1', values: { City: 'b' } };

    expect(await updateRow.perform(aCall(ports, input))).toEqual({
      id: 'row-1',
      values: { Phone: '1', Name: 'a', City: 'b' },
    });
  });

  it.each([{}, { column: 'Phone' }, { column: 'Phone', value: 'nobody' }])(
    'a change of %j is refused: no row is meant',
    async (which) => {
      const input = { table, values: { Name: 'a' }, ...which };

      await expect(updateRow.perform(aCall(recordingPorts(), input))).rejects.toMatchObject({
        code: 'rejected',
      });
    },
  );

  it('a row that is not there is found to be missing, which is no failure', async () => {
    const ports = recordingPorts();

    const output = await findRow.perform(aCall(ports, { table, column: 'Phone', value: '1' }));

    expect(output).toEqual({ isFound: false, id: null, values: {} });
  });

  it('a row is added once and found after that', async () => {
    const ports = recordingPorts();
    const input = { table, column: 'Phone', value: '1', values: { Phone: '1' } };

    const first = await findOrInsertRow.perform(aCall(ports, input));
    const second = await findOrInsertRow.perform(aCall(ports, input));

    expect(first).toMatchObject({ isNew: true, id: 'row-1' });
    expect(second).toMatchObject({ isNew: false, id: 'row-1' });
  });

  it('is part of our own transaction whenever it writes', () => {
    const effects = tables.actions.map((each) => [
      each.key,
      each.effect({ hasConnection: false, input: {} }),
    ]);

    expect(Object.fromEntries(effects)).toEqual({
      find_row: 'read',
      insert_row: 'local',
      find_or_insert_row: 'local',
      update_row: 'local',
    });
  });

  it('tables and the columns of the chosen one are offered', async () => {
    const ports = { ...recordingPorts(), connection: null };
    const { tables: listTables, columns } = tables.choices!;

    expect(await listTables!({ ...ports, input: {} })).toMatchObject([{ value: 'Leads' }]);
    expect(await columns!({ ...ports, input: { table } })).toMatchObject([{ value: 'Phone' }]);
    expect(await columns!({ ...ports, input: {} })).toEqual([]);
  });

  it('every list of values offers the columns of its table', () => {
    const [app] = describeApps([tables], []);
    const lists = app!.actions.flatMap(({ input }) => input.filter(({ key }) => key === 'values'));

    expect(lists.length).toBeGreaterThan(0);
    expect(lists.map(({ choicesFrom }) => choicesFrom)).toEqual(lists.map(() => 'columns'));
  });
});

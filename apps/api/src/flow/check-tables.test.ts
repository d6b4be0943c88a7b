import { describe, expect, it } from 'vitest';
import type { FlowDocument, JsonObject } from '@hookline/contract';
import { checkTables } from './check-tables.js';

const leads = { name: 'Leads', columns: [{ name: 'Name', type: 'text' as const }] };
const flow = (input: JsonObject): FlowDocument => ({
  schemaVersion: 1,
  name: 'Test',
  trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
  steps: [
    { id: 'row', type: 'action', app: 'tables', action: 'insert_row', connectionId: null, input },
  ],
});

describe('checkTables', () => {
  it('finds a table that is not there, and a column that it does not have, at their place', () => {
    expect(checkTables(flow({ table: 'Leeeeds' }), [leads])).toMatchObject([
      { pointer: '/steps/0/input/table', code: 'unknown_table' },
    ]);
    const values = { Name: 'x', 'No/pe': 'y' };
    expect(checkTables(flow({ table: ' leads', values }), [leads])).toMatchObject([
      { pointer: '/steps/0/input/values/No~1pe', code: 'unknown_column' },
    ]);
  });

  it('does not judge a table that the lead names', () => {
    expect(checkTables(flow({ table: '{{trigger.table}}', values: { Any: 1 } }), [leads])).toEqual(
      [],
    );
  });
});

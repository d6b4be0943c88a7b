import { type Ports, type Tables } from '@hookline/connector-kit';
import { uuidv7 } from '@hookline/platform';
import { checkTableValues, type Queryable, type Scope } from '@hookline/store/work';
import { createTablesPort, told } from '../../port/tables-port.js';

/** Thrown where a request would have left; whoever catches it on the way cannot make it leave. */
class Captured extends Error {}

/**
 * Ports that lead nowhere: there is no door, no mailer and no statement that writes behind them. Tables are
 * read, and say what they would refuse.
 * @param onReached told when the step has come as far as its effect.
 */
export function capturingPorts(
  place: { readonly scope: Scope; readonly db: Queryable },
  onReached: () => void,
): Ports {
  const capture = (): Promise<never> => {
    onReached();
    return Promise.reject(new Captured('a shadow run sends nothing'));
  };
  return {
    http: { request: capture },
    mail: { send: capture, verify: capture, catch: capture },
    tables: capturingTables(place, onReached),
  };
}

/** For a step that only reads: its own requests leave, but still nothing is written or mailed. */
export function readingPorts(
  place: { readonly scope: Scope; readonly db: Queryable },
  http: Ports['http'],
): Ports {
  return { ...capturingPorts(place, () => undefined), http };
}

function capturingTables(
  { scope, db }: { scope: Scope; db: Queryable },
  onReached: () => void,
): Tables {
  const { list, find } = createTablesPort(scope, db, null);
  const check = async (tableName: string, values: Parameters<Tables['insert']>[1]) => {
    const read = await told(() => checkTableValues(scope, db, { tableName, values }));
    onReached();
    return read;
  };
  return {
    list,
    find,
    insert: async (table, values) => ({ id: uuidv7(), values: await check(table, values) }),
    update: async (table, rowId, values) => ({ id: rowId, values: await check(table, values) }),
    findOrInsert: async (table, column, value, values) => {
      const found = await find(table, column, value);
      const checked = await check(table, values);
      return found
        ? { row: found, isNew: false }
        : { row: { id: uuidv7(), values: checked }, isNew: true };
    },
  };
}

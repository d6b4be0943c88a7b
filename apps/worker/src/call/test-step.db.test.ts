import { afterAll, beforeAll, expect, it } from 'vitest';
import { stepTest, type ActionStep } from '@hookline/contract';
import type { Ports } from '@hookline/connector-kit';
import { findAction, findReceiver } from '@hookline/connectors';
import { createLogger } from '@hookline/platform';
import { createTablesPort } from '../port/tables-port.js';
import { openWorkerHouse, type WorkerHouse } from '../run/worker-house.given.js';
import type { TestRequest } from './answer-calls.js';
import { testStep, type TestMeans } from './test-step.js';

let house: WorkerHouse;

beforeAll(async () => {
  house = await openWorkerHouse();
}, 120_000);
afterAll(() => house.close());

/** A row of a table: all that these steps leave behind. */
const openPorts: TestMeans['openPorts'] = ({ scope, db }): Ports => {
  const unused = () => Promise.reject(new Error('not used'));
  return {
    http: { request: unused },
    mail: { send: unused, verify: unused, catch: unused },
    tables: createTablesPort(scope, db, null),
  };
};

const aStep = (id: string, [app, action]: [string, string], name: string): ActionStep => ({
  id,
  type: 'action',
  app,
  action,
  connectionId: null,
  input: { table: 'Leads', values: { Name: name } },
});
const row = (name: string) => aStep('row', ['tables', 'insert_row'], name);

type Given = {
  before?: ActionStep[];
  payload?: TestRequest['payload'];
  means?: Partial<TestMeans>;
};

/** What a step wrote that was tested with no event and no result of an earlier test. */
async function written(name: string, { before = [], payload, means }: Given = {}) {
  const { scope, flowId } = await house.aLiveFlow([...before, row(name)]);
  const asked = { flowId, stepId: 'row', eventId: null, outputs: {} };
  const answer = await testStep(scope, payload === undefined ? asked : { ...asked, payload }, {
    pool: house.pool,
    log: createLogger({ level: 'error', name: 'test', write: () => undefined }),
    findAction,
    findReceiver,
    openConnection: () => Promise.reject(new Error('no step here has a connection')),
    openPorts,
    settingsOf: () => Promise.resolve({ timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' }),
    ...means,
  });
  return stepTest.parse(answer);
}

const wrote = (name: string) => ({ ok: true, input: { values: { Name: name } } });

it('stands on the sample of the source where there is no event', async () => {
  const name = findReceiver('webhook', 'received')?.sample['name'];
  expect(await written('{{trigger.name}}')).toMatchObject(wrote(String(name)));
});

it('takes an edited sample of null for null, and not for the sample of the source', async () => {
  const tried = await written('no {{default trigger.name "name"}}', { payload: null });
  expect(tried).toMatchObject(wrote('no name'));
});

it('runs on an empty sample where nobody here knows the source', async () => {
  const means = { findReceiver: () => null };
  const tried = await written('no {{default trigger.name "name"}}', { means });
  expect(tried).toMatchObject(wrote('no name'));
});

it('lets a step whose app is not here stand in with nothing, and another one with its sample', async () => {
  const before = [aStep('gone', ['gone', 'do'], ''), aStep('made', ['tables', 'insert_row'], 'x')];
  const name = '{{default steps.gone.id "none"}}, {{default steps.made.values.Name "none"}}';
  const tried = await written(name, { before });
  expect(tried).toMatchObject(wrote('none, Anna'));
});

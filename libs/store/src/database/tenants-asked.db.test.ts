import { afterAll, beforeAll, expect, it } from 'vitest';
import { aHeardStore, type HeardStore } from './heard-store.given.js';
import { goThrough } from './journey.given.js';
import { widest, type Reach, type Touch } from './plan-reach.given.js';

/**
 * What looks at rows of tenants that nobody has named: on a spread schema a question to every machine. docs/scale.md shows the
 * road of each.
 */
const ofAll = {
  'the walk over what is due': [
    'claimRegistrations',
    'claimRuns',
    'releaseIdleLines',
    'takeCalls',
    'workReplay',
  ],
  'the runs of a worker that is gone, or has lost sight of them': ['freeLeases', 'handBackUnheld'],
  'keeping the installation: its gauges, sums, checks, and what is old': [
    'checkBalance',
    'checkRollup',
    'findFlowsToFold',
    'foldLedger',
    'forgetOldRows',
    'measureQueue',
  ],
};

/** What finds each row by its tenant, but by one that another row of the statement has, or a SELECT of the value. */
const ofGiven = {
  'batches of several tenants, each row with its own': [
    'acceptEvents',
    'acceptWithFiles',
    'countBacklogs',
    'extendLeases',
    'readReplies',
    'recordProgress',
    'releaseTurns',
  ],
  'an address, which is looked up together with its flow': ['findHook'],
  'pages, whose plans are kept because no value shows in them': [
    'countLedger',
    'findRun',
    'listEvents',
    'listFlows',
    'listRuns',
    'searchEvents',
  ],
  'changes that hand rows on from one part to the next': [
    'cancelRun',
    'deleteConnection',
    'foldEvents',
    'pinSample',
    'releaseConnectionRuns',
    'replayRun',
    'runByHand',
    'settleHeld',
  ],
};

let db: HeardStore;
let heard: ReadonlyMap<string, readonly Touch[]>;
beforeAll(async () => {
  db = await aHeardStore();
  heard = await goThrough(db);
});
afterAll(() => db.close());

const thoseOf = (reach: Reach): readonly string[] =>
  [...heard]
    .filter(([, touches]) => widest(touches.map((touch) => touch.reach)) === reach)
    .map(([name]) => name)
    .toSorted();

it('hears each function of the store touch a table that is spread by its tenant', () => {
  expect([...heard].filter(([, touches]) => touches.length === 0)).toEqual([]);
  expect(heard.get('acceptEvents')).toContainEqual({
    table: 'open_runs',
    does: 'Insert',
    reach: 'given',
  });
});

it('looks at rows of all tenants only where that is named and has a reason', () => {
  expect(thoseOf('all')).toEqual(Object.values(ofAll).flat().toSorted());
});

it('names the tenant as a value but where a list says that another row or a SELECT does', () => {
  expect(thoseOf('given')).toEqual(Object.values(ofGiven).flat().toSorted());
});

it('only ever adds to published versions', () => {
  const touches = [...heard.values()].flat().filter(({ table }) => table === 'flow_versions');

  expect(new Set(touches.map(({ does }) => does))).toEqual(new Set(['Scan', 'Insert']));
});

it('takes a condition for one of the tenant only where it is bound to a value, or to a row that has it', async () => {
  const reachOf = async (sql: string): Promise<Reach> => {
    const { touches } = await db.listen(() => db.pool.query(sql));
    return widest(touches.map(({ reach }) => reach));
  };
  const id = '00000000-0000-7000-8000-000000000000';
  const joined = 'SELECT FROM flows f JOIN open_runs o ON o.workspace_id = f.workspace_id';

  expect(await reachOf('SELECT workspace_id FROM flows')).toBe('all');
  expect(await reachOf(`SELECT FROM flows WHERE workspace_id > '${id}'`)).toBe('all');
  expect(await reachOf(joined)).toBe('all');
  expect(await reachOf(`${joined} WHERE f.workspace_id = '${id}'`)).toBe('one');
  expect(await reachOf('SELECT FROM flows f JOIN workspaces w ON w.id = f.workspace_id')).toBe(
    'given',
  );
});

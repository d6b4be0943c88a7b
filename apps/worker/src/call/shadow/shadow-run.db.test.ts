import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shadowBatch, type ActionStep, type JsonObject, type Step } from '@hookline/contract';
import { findAction } from '@hookline/connectors';
import { createDoor, createLogger, type Door } from '@hookline/platform';
import { fakeVendor, waitFor, type FakeVendor } from '@hookline/testkit';
import { createHttpPort } from '../../port/http-port.js';
import {
  callStep,
  openWorkerHouse,
  type LiveFlow,
  type WorkerHouse,
} from '../../run/worker-house.given.js';
import { shadowRun } from './shadow-run.js';

let house: WorkerHouse;
let vendor: FakeVendor;
let door: Door;

beforeAll(async () => {
  house = await openWorkerHouse();
  vendor = await fakeVendor();
  door = createDoor({ allow: ['127.0.0.1'] });
  await house.start();
}, 120_000);
afterAll(async () => {
  await door.close();
  await vendor.stop();
  await house.close();
});

const aStep = (id: string, action: string, input: JsonObject): ActionStep => {
  const [app = '', key = ''] = action.split('/');
  return { id, type: 'action', app, action: key, connectionId: null, input };
};
const row = (name = '{{trigger.Name}}') =>
  aStep('row', 'tables/insert_row', { table: 'Leads', values: { Name: name } });
const call = () => callStep(`${vendor.url}/lead`);

async function aFlowThatRan(steps: Step[], count: number, more: JsonObject = {}) {
  const flow = await house.aLiveFlow(steps);
  await house.leads(flow, count, more);
  await waitFor(
    async () =>
      (await house.one(
        `SELECT count(*)::int AS n FROM runs WHERE flow_id = $1 AND state IN ('succeeded', 'filtered')`,
        [flow.flowId],
      )) === count,
    { what: 'the runs end', timeoutMs: 15_000 },
  );
  return flow;
}

async function draft(flow: LiveFlow, steps: Step[]): Promise<void> {
  await house.pool.query(
    `UPDATE flows SET draft = (jsonb_set(draft::jsonb, '{steps}', $2::jsonb))::json WHERE id = $1`,
    [flow.flowId, JSON.stringify(steps)],
  );
}

async function shadow(flow: LiveFlow, more: Partial<Parameters<typeof shadowRun>[1]> = {}) {
  const revision = await house.one('SELECT draft_revision AS n FROM flows WHERE id = $1', [
    flow.flowId,
  ]);
  const answer = await shadowRun(
    flow.scope,
    { flowId: flow.flowId, revision, cursor: null, limit: 50, reads: 'records', ...more },
    {
      pool: house.pool,
      log: createLogger({ level: 'error', name: 'test', write: () => undefined }),
      findAction,
      openConnection: () => Promise.reject(new Error('no step here has a connection')),
      settingsOf: () => Promise.resolve({ timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' }),
      openHttp: (signal) => createHttpPort(door, { signal, timeoutMs: 5_000, gate: null }),
      batchMs: 10_000,
    },
  );
  return shadowBatch.parse(answer);
}

/** All that a flow could leave behind, in our own house and at the vendor's. */
async function traces() {
  const count = (table: string) => house.one(`SELECT count(*)::int AS n FROM ${table}`);
  const rows = await house.pool.query('SELECT id, values FROM table_rows ORDER BY id');
  return {
    rows: rows.rows,
    mails: await count('outbox_messages'),
    runs: (await count('runs')) + (await count('open_runs')),
    attempts: await count('step_attempts'),
    requests: vendor.requests.length,
  };
}

describe('a shadow run', () => {
  it('says nothing is otherwise for a draft that is the live version, its clock and keys included', async () => {
    const step = callStep(`${vendor.url}/lead`);
    const input = { ...step.input, body: { at: '{{now}}', key: '{{run.key}}', run: '{{run.id}}' } };
    const flow = await aFlowThatRan([row(), { ...step, input }], 3);

    const batch = await shadow(flow);

    expect(batch).toMatchObject({
      available: 3,
      comparedWith: 1,
      events: 3,
      verdicts: { same: 3, changed: 0, fails: 0, mended: 0 },
      counts: [],
      examples: [],
    });
  });

  it('counts what is otherwise by effect and field, and shows it before and after', async () => {
    const flow = await aFlowThatRan([row(), call()], 3);
    const mail = aStep('mail', 'email/send', { to: 'a@example.com', subject: 'New', text: 'x' });
    await draft(flow, [row('{{upper trigger.Name}}'), mail]);

    const batch = await shadow(flow);

    expect(batch.verdicts).toEqual({ same: 0, changed: 3, fails: 0, mended: 0 });
    expect(batch.counts).toEqual(
      expect.arrayContaining([
        { stepId: 'row', kind: 'changed', pointer: '/values/Name', events: 3 },
        { stepId: 'mail', kind: 'added', pointer: null, events: 3 },
        { stepId: 'call', kind: 'dropped', pointer: null, events: 3 },
      ]),
    );
    expect(batch.examples[0]).toMatchObject({ verdict: 'changed', basis: 'record' });
    expect(batch.examples[0]?.changes[0]?.fields).toEqual([
      { pointer: '/values/Name', before: 'Lead 2', after: 'LEAD 2' },
    ]);
  });

  it('tells which leads would now fail, at which field, and where the live version is worked out', async () => {
    const flow = await aFlowThatRan([row()], 2);
    await draft(flow, [
      aStep('row', 'tables/insert_row', { table: 'Leads', values: { Nmae: '{{trigger.Name}}' } }),
    ]);
    await house.pool.query(`UPDATE flows SET state = 'paused' WHERE id = $1`, [flow.flowId]);
    await house.leads(flow, 1);

    const batch = await shadow(flow);

    expect(batch.verdicts).toEqual({ same: 0, changed: 0, fails: 3, mended: 0 });
    expect(batch.examples.map(({ basis, runId }) => [basis, runId === null])).toEqual([
      ['shadow', true],
      ['record', false],
      ['record', false],
    ]);
    expect(batch.examples[0]?.error).toMatchObject({ code: 'rejected', stepId: 'row' });
    expect(batch.examples[0]?.error?.pointer).toBe('/values/Nmae');
  });

  it('passes delays at once, and reads later steps the results that the real run had', async () => {
    const tell = callStep(`${vendor.url}/tell`);
    const steps: Step[] = [
      row(),
      { ...tell, id: 'tell', input: { ...tell.input, body: { row: '{{steps.row.id}}' } } },
    ];
    const flow = await aFlowThatRan(steps, 1);
    await draft(flow, [{ id: 'pause', type: 'delay', for: { days: 3 } }, ...steps]);

    expect((await shadow(flow)).verdicts.same).toBe(1);
  });

  it('looks at older events batch by batch, and at each once', async () => {
    const flow = await aFlowThatRan([row()], 5);

    const first = await shadow(flow, { limit: 2 });
    const second = await shadow(flow, { limit: 2, cursor: first.nextCursor });
    const third = await shadow(flow, { limit: 2, cursor: second.nextCursor });

    expect([first, second, third].map(({ events }) => events)).toEqual([2, 2, 1]);
    expect(third.nextCursor).toBeNull();
    expect(second.available).toBeNull();
  });

  it('is refused when the draft is another one meanwhile', async () => {
    const flow = await aFlowThatRan([row()], 1);
    await expect(shadow(flow, { revision: 99 })).rejects.toThrow('changed meanwhile');
  });
});

describe('a shadow run has no effect', () => {
  const attack = (): Step[] => [
    row('EVIL'),
    aStep('found', 'tables/find_or_insert_row', {
      table: 'Leads',
      column: 'Name',
      value: 'nobody yet',
      values: { Name: 'EVIL' },
    }),
    aStep('changed', 'tables/update_row', {
      table: 'Leads',
      column: 'Name',
      value: '{{trigger.Name}}',
      values: { Name: 'EVIL' },
    }),
    aStep('mail', 'email/send', { to: 'a@example.com', subject: 'EVIL', text: 'EVIL' }),
    ...['POST', 'PUT', 'PATCH', 'DELETE'].map((method) =>
      aStep(method.toLowerCase(), 'http/request', { method, url: `${vendor.url}/evil`, body: {} }),
    ),
    // A lead must not be able to make a write look like a read.
    aStep('disguised', 'http/request', {
      method: 'POST',
      url: `${vendor.url}/evil`,
      headers: { 'x-http-method-override': 'GET' },
      body: { method: 'GET' },
    }),
    aStep('read', 'http/request', { method: 'GET', url: `${vendor.url}/read` }),
  ];

  it.each(['records', 'allowed'] as const)(
    'whatever the draft holds: no row, no mail, no run, no request but a read that was allowed (%s)',
    async (reads) => {
      const flow = await aFlowThatRan([row()], 3);
      await draft(flow, attack());
      const before = await traces();

      const batch = await shadow(flow, { reads });

      const after = await traces();
      const asked = vendor.requests.slice(before.requests);
      expect(batch.verdicts.changed).toBe(3);
      expect(batch.counts.filter(({ kind }) => kind === 'added')).toHaveLength(8);
      expect({ ...after, requests: 0 }).toEqual({ ...before, requests: 0 });
      expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
        reads === 'allowed' ? ['GET /read', 'GET /read', 'GET /read'] : [],
      );
      expect(batch.assumed).toEqual(reads === 'allowed' ? [] : [{ stepId: 'read', events: 3 }]);
    },
  );
});

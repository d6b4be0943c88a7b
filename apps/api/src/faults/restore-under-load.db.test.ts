import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowView, Ledger, Step } from '@hookline/contract';
import { fingerprintKey, openKeyFile } from '@hookline/platform';
import { openPool, type Pool } from '@hookline/store';
import {
  createTestDatabase,
  runCommand,
  waitFor,
  type CommandRun,
  type TestDatabase,
  type VendorRequest,
} from '@hookline/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anna } from '../start/api.given.js';
import {
  givenHouse,
  leadOf,
  runsPerLead,
  settledIn,
  tellVendor,
  type House,
} from './house.given.js';
import { sendOnce, startSenders } from './sender.given.js';

const token = 'the-token-that-the-crm-gave-us';
const stuck = 'lead-that-is-under-way';
const delaySecs = 6;

let dir: string;
let house: House;
let origin: string;
let target: TestDatabase;
let pool: Pool | null = null;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hookline-restore-'));
  target = await createTestDatabase();
  house = await givenHouse({ env: { SECRET_KEY_FILE: join(dir, 'first', 'secret.key') } });
  origin = new URL(house.hookUrl).origin;
});
afterEach(async () => {
  await house.stop();
  await pool?.end();
  await target.drop();
  rmSync(dir, { recursive: true, force: true });
});

async function call<Reply>(path: string, json?: object, headers: object = house.bearer) {
  const answer = await fetch(`${origin}${path}`, {
    method: json === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  expect(answer.ok, `${path}: ${await answer.clone().text()}`).toBe(true);
  return { body: (await answer.json()) as Reply, headers: answer.headers };
}

/** A flow as a person makes one; its address as this machine reaches it. */
async function aLiveFlow(connectionId: string, before: Step[] = []): Promise<string> {
  const step: Step = { ...tellVendor(house.vendor), connectionId } as Step;
  const { body } = await call<FlowView>('/api/v1/flows', {
    schemaVersion: 1,
    name: 'Leads',
    trigger: { app: 'webhook', event: 'received', settings: { dedupePath: 'id' } },
    steps: [...before, step],
  });
  await call(`/api/v1/flows/${body.id}/publish`, {});
  return `${origin}${new URL(body.hookUrl).pathname}`;
}

/** The vendor does what it is asked for this lead, and does not say so. */
function holdStuck(): () => void {
  let release = (): void => undefined;
  const released = new Promise<void>((done) => (release = done));
  house.vendor.reply('*', async (request) => {
    if (idOf(request) === stuck) await released;
    return {};
  });
  return release;
}

const idOf = ({ json }: VendorRequest): string => String(Reflect.get(Object(json), 'id'));

const hookline = (args: string[], databaseUrl: string, keyFile: string): Promise<CommandRun> =>
  runCommand({
    args,
    env: { DATABASE_URL: databaseUrl, DATA_DIR: join(dir, 'second'), SECRET_KEY_FILE: keyFile },
  });

/** Sessions are in no backup: a person signs in again. */
async function signIn(): Promise<{ cookie: string; origin: string }> {
  const { email, password } = anna;
  const { headers } = await call('/api/auth/sign-in/email', { email, password }, { origin });
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return { cookie: cookies.join('; '), origin };
}

const leadsIn = async (from: Pool, sql: string): Promise<string[]> =>
  (await from.query<{ lead: string }>(sql)).rows.map(({ lead }) => lead);
const openLeads = `SELECT ${leadOf} AS lead FROM open_runs o JOIN events e ON e.id = o.event_id`;

/** Two polls of a worker after the last of what waits has come due. */
async function isOverdue(from: Pool | null): Promise<boolean | undefined> {
  const answer = await from?.query<{ is_overdue: boolean }>(
    `SELECT max(wake_at) + interval '2500 ms' < clock_timestamp() AS is_overdue FROM open_runs
     WHERE waiting_for = 'delay'`,
  );
  return answer?.rows[0]?.is_overdue;
}

it(
  'a backup under load is restored elsewhere: nothing runs until a person says so, then each lead ends, once (BK-1, BK-2)',
  { timeout: 120_000 },
  async () => {
    // The house at work: leads that run at once, some that wait, one in the middle of its effect.
    const [api, worker] = [await house.startApi(), await house.startWorker()];
    const values = { auth: 'bearer', token };
    const crm = { app: 'http', name: 'CRM', values };
    const { id } = (await call<{ id: string }>('/api/v1/connections', crm)).body;
    const release = holdStuck();
    const hookUrl = await aLiveFlow(id);
    const laterUrl = await aLiveFlow(id, [
      { id: 'pause', type: 'delay', for: { seconds: delaySecs } },
    ]);
    const senders = startSenders(hookUrl, { lines: 8 });
    await senders.more(100);
    const waiting = ['later-1', 'later-2', 'later-3'];
    for (const lead of [...waiting, stuck])
      await sendOnce(lead === stuck ? hookUrl : laterUrl, lead);
    await house.vendor.until((requests) => requests.some((one) => idOf(one) === stuck));
    const areWaiting = `SELECT count(*)::int AS n FROM open_runs WHERE waiting_for = 'delay'`;
    await waitFor(async () => (await house.count(areWaiting)) === 3, { what: 'three leads wait' });

    // A backup while they work; the key is kept apart; then the machine dies.
    const before = [...senders.taken, ...waiting, stuck];
    const file = join(dir, 'hookline.backup');
    const firstKey = join(dir, 'first', 'secret.key');
    const backup = await hookline(['backup', file], house.databaseUrl, firstKey);
    expect(backup).toMatchObject({ code: 0 });
    expect(senders.taken.length + 4, 'leads came meanwhile').toBeGreaterThan(before.length);
    await senders.more(20);
    await senders.stop();
    for (const program of [api, worker]) program.signal('SIGKILL');
    await Promise.all([api.ended, worker.ended]);
    release();
    const [kept, wrong] = [join(dir, 'kept-apart.key'), join(dir, 'wrong.key')];
    copyFileSync(firstKey, kept);
    const mark = fingerprintKey(await openKeyFile(kept));
    await openKeyFile(wrong);

    // Elsewhere. With another key there is a word about it, and nothing else.
    const refused = await hookline(['restore', file], target.url, wrong);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('is not the one of this backup');
    expect(refused.said).toContain(mark);
    const restored = await hookline(['restore', file], target.url, kept);
    expect(restored).toMatchObject({ code: 0 });
    pool = openPool({ databaseUrl: target.url, name: 'test', max: 2 });
    const there = new Set(await leadsIn(pool, `SELECT ${leadOf} AS lead FROM events e`));
    expect(before.filter((lead) => !there.has(lead))).toEqual([]);
    const done = await leadsIn(
      pool,
      `SELECT ${leadOf} AS lead FROM runs r JOIN events e ON e.id = r.event_id WHERE r.state = 'succeeded'`,
    );
    const asked = await leadsIn(pool, `${openLeads} WHERE o.state = 'needs_attention'`);
    const open = await leadsIn(pool, `${openLeads} WHERE o.state <> 'needs_attention'`);
    expect(asked).toContain(stuck);
    expect(open).toEqual(expect.arrayContaining(waiting));
    expect(restored.out.toString()).toContain(
      `${open.length} runs are open; ${asked.length} more were in the middle of a step`,
    );

    // Nothing runs, not even what has come due; what comes is taken, and waits.
    const elsewhere = {
      DATABASE_URL: target.url,
      DATA_DIR: join(dir, 'second'),
      SECRET_KEY_FILE: kept,
    };
    const mistaken = await house.startApi({ ...elsewhere, SECRET_KEY_FILE: wrong });
    expect(await mistaken.ended).toBe('1');
    expect(mistaken.log()).toContain('The key file is not the one that sealed the credentials');
    const [, still] = await Promise.all([house.startApi(elsewhere), house.startWorker(elsewhere)]);
    await waitFor(() => still.log().includes('came from a backup'), { what: 'the worker says so' });
    const soFar = house.vendor.requests.length;
    const since = ['since-1', 'since-2'];
    for (const lead of since) expect(await sendOnce(hookUrl, lead)).toMatchObject({ status: 202 });
    await waitFor(() => isOverdue(pool), { what: 'the waiting leads are due', timeoutMs: 20_000 });
    expect(house.vendor.requests).toHaveLength(soFar);
    const untouched = await leadsIn(pool, `${openLeads} WHERE o.state = 'queued' AND o.fence = 0`);
    expect(untouched).toEqual(expect.arrayContaining(since));

    // A person says that it goes on, and what became of what was under way.
    const confirmed = await hookline(['restore', '--confirm', '--run-open'], target.url, kept);
    expect(confirmed.out.toString()).toContain(
      `Confirmed: Hookline works again. ${open.length + since.length} runs go on;`,
    );
    await settledIn(pool, [...open, ...since]);
    const anew = await signIn();
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM open_runs');
    expect(rows).toHaveLength(asked.length);
    for (const run of rows)
      await call(`/api/v1/runs/${run.id}/resolve`, { answer: 'it_happened' }, anew);
    await settledIn(pool, [...before, ...since]);

    // Each lead has one run and one effect; what was done in the backup, or asked about, was not sent again.
    const perLead = await runsPerLead(pool);
    expect(new Set(perLead.values())).toEqual(new Set([1]));
    const effects = house.vendor.effects.byField('id');
    for (const lead of [...before, ...since]) expect([lead, effects.get(lead)]).toEqual([lead, 1]);
    const after = house.vendor.requests.slice(soFar);
    const again = new Set(after.map(idOf));
    expect([...done, ...asked].filter((lead) => again.has(lead))).toEqual([]);
    expect(again).toEqual(new Set([...open, ...since]));
    // The credential came back, and the key that was kept apart opens it.
    for (const request of after) expect(request.headers['authorization']).toBe(`Bearer ${token}`);
    const { body } = await call<Ledger>('/api/v1/ledger');
    expect(body).toMatchObject({ balanced: true, open: 0, succeeded: perLead.size });
  },
);

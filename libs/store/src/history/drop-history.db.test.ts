import type { AttemptRecord } from '@hookline/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aFlow,
  aLiveFlow,
  anAttempt,
  anError,
  anEvent,
  aStore,
  claim,
  newId,
  publish,
  record,
  type TestStore,
} from '../database/store.given.js';
import { acceptWithFiles } from '../event/accept-with-files.js';
import { findEvent, listEventFiles } from '../event/find-event.js';
import { listEvents } from '../event/list-events.js';
import { settleHeld } from '../event/settle-held.js';
import { pinSample } from '../flow/pin-sample.js';
import { checkRollup } from '../ledger/check-rollup.js';
import { countLedger } from '../ledger/count-ledgers.js';
import { planReplay } from '../replay/plan-replay.js';
import { anEvent as hotEvent } from '../run/hot-path.given.js';
import { findRun } from '../run/find-run.js';
import { listRuns } from '../run/list-runs.js';
import { replayRun } from '../run/replay-run.js';
import { runByHand } from '../run/run-by-hand.js';
import type { Scope } from '../scope.js';
import { countPart } from './count-part.js';
import { dropHistory } from './drop-history.js';
import { historyTables, listOldParts } from './list-parts.js';
import {
  anOldEvent,
  endOld,
  findPart,
  foldAll,
  givenOldParts,
  idOf,
  later,
  makePart,
  patient,
  tablesOf,
  week,
} from './old-part.given.js';

let db: TestStore;
let scope: Scope;
let flowId: string;

beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ scope, flowId } = await givenOldParts(db));
});

const drop = (given: Partial<Parameters<typeof dropHistory>[1]> = {}) =>
  dropHistory(db.pool, { days: 31, bounds: patient, batch: 3, ...given });
const ledger = (of: string | null = flowId) => countLedger(scope, db.store, of);
const check = () => checkRollup(db.pool, { since: new Date(0), statementTimeoutMs: 5_000 });
const old = (given: Partial<Parameters<typeof anOldEvent>[2]> = {}) =>
  anOldEvent(db, scope, { flowId, days: week, ...given });
const ended = async (given: Partial<Parameters<typeof anOldEvent>[2]> = {}) => {
  const event = await old(given);
  await endOld(db, { runId: event.runId, days: given.days ?? week });
  return event;
};
/** Whoever has claimed it before. */
const claimAgain = async (runId: string) => {
  await db.pool.query(
    `UPDATE open_runs SET wake_at = now(), state = 'queued' WHERE state <> 'needs_attention'`,
  );
  return claim(db, runId);
};
const succeed = async (runId: string, attempts: AttemptRecord[] = []) => {
  await record(db, await claimAgain(runId), { attempts, move: { to: 'succeeded', error: null } });
};
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  (await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`, values)).rows[0]
    ?.n ?? -1;

describe('a part of history that is past its time', () => {
  it('is gone with all of its parts, and the ledger is what it was', async () => {
    for (let at = 0; at < 7; at += 1) await ended();
    await old({ kind: 'test' });
    await old({ kind: 'rejected', standsFor: 40 });
    await ended({ days: later });
    await anEvent(db, scope, flowId);
    await foldAll(db);
    const [before, all] = [await ledger(), await ledger(null)];
    const { lastEventAt } = await lastEvent();

    const done = await drop();

    expect(done).toMatchObject({ dropped: [week, later], kept: [] });
    expect([...(await tablesOf(db, week)), ...(await tablesOf(db, later))]).toEqual([]);
    const sums = { received: 50, succeeded: 8, test: 1, rejected: 40, open: 1, balanced: true };
    expect(before).toMatchObject(sums);
    expect([await ledger(), await ledger(null)]).toEqual([before, all]);
    expect((await lastEvent()).lastEventAt).toEqual(lastEventAt);
    expect(await check()).toEqual([]);
    expect(await drop()).toEqual({ dropped: [], kept: [], leftovers: 0 });
  });

  it('stays while it is younger than asked, to the day', async () => {
    const days = Math.floor((Date.now() - Date.parse('2025-01-13')) / 86_400_000);
    await foldAll(db);

    expect(await drop({ days: days + 1 })).toMatchObject({ dropped: [], kept: [] });
    expect(await drop({ days })).toMatchObject({ dropped: [week], kept: [] });
    expect(await tablesOf(db, later)).toHaveLength(4);
  });

  it('stays until the ledger has folded it', async () => {
    await ended();

    expect(await drop()).toMatchObject({
      dropped: [],
      kept: [{ days: week, reason: 'early' }, {}],
    });
    await foldAll(db);
    await db.pool.query(`UPDATE ledger_marks SET folded_to = '2025-01-10'`);
    expect(await drop()).toMatchObject({
      dropped: [],
      kept: [{ days: week, reason: 'early' }, {}],
    });
    expect(await tablesOf(db, week)).toHaveLength(4);
  });

  it('leaves lists that end, cursors that work, and a run that is not repeated without its event', async () => {
    const gone = await ended();
    const kept = await anOldEvent(db, scope, { flowId, days: week, hours: 1, runId: newId() });
    await record(db, await claim(db, kept.runId), { move: { to: 'succeeded', error: null } });
    const fresh = await anEvent(db, scope, flowId);
    await foldAll(db);

    expect((await drop()).dropped).toEqual([week, later]);

    const filter = { flowId, state: null, from: null, cursor: null, limit: 10 };
    const events = await listEvents(scope, db.store, filter);
    expect(events).toMatchObject({ items: [{ id: fresh.id }], nextCursor: null });
    const below = await listEvents(scope, db.store, { ...filter, cursor: idOf(week) });
    expect(below).toEqual({ items: [], nextCursor: null });
    const runs = await listRuns(scope, db.store, { ...runFilter, flowId });
    expect(runs.items.map(({ id }) => id)).toContain(kept.runId);
    expect(await findEvent(scope, db.store, gone.id)).toBeNull();
    expect(await findRun(scope, db.store, gone.runId)).toBeNull();
    expect(await findRun(scope, db.store, kept.runId)).toMatchObject({
      state: 'succeeded',
      event: null,
    });
    const again = {
      runId: kept.runId,
      newRunId: newId(),
      from: 'start',
      version: 'pinned',
    } as const;
    expect(await replayRun(scope, db.store, again)).toEqual({ outcome: 'event_gone' });
    const planning = await planReplay(scope, db.store, {
      selection: { ids: [kept.runId] },
      way: { kind: 'replay', from: 'start', version: 'pinned' },
    });
    expect(planning).toMatchObject({ readyIds: [], refused: [{ reason: 'event_gone', count: 1 }] });
    const byHand = { eventId: gone.id, flowId, versionId: null, newRunId: newId() };
    expect(await runByHand(scope, db.store, byHand)).toEqual({ outcome: 'event_not_found' });
    expect(await count('open_runs')).toBe(1);
  });
});

const runFilter = { status: null, from: null, to: null, cursor: null, limit: 10, text: null };
const lastEvent = async () => {
  const { rows } = await db.pool.query<{ at: Date }>(
    'SELECT max(last_received_at) AS at FROM ledger_totals WHERE flow_id = $1',
    [flowId],
  );
  return { lastEventAt: rows[0]?.at };
};

describe('what is not done of a part that is dropped', () => {
  it('goes on to its end: what waits, what needs a person, what was begun by hand', async () => {
    const waits = await old();
    const asks = await old();
    const byHand = await ended();
    await ended();
    await record(db, await claimAgain(asks.runId), {
      attempts: [anAttempt()],
      move: { to: 'needs_attention', error: anError('rejected', 'second') },
    });
    const handRunId = newId();
    await runByHand(scope, db.store, {
      eventId: byHand.id,
      flowId: await aLiveFlow(db, scope),
      versionId: null,
      newRunId: handRunId,
    });
    await foldAll(db);
    const before = await ledger();

    expect((await drop()).dropped).toEqual([week, later]);

    expect(await ledger()).toEqual(before);
    expect(await check()).toEqual([]);
    expect(await count('events')).toBe(3);
    expect(await findRun(scope, db.store, asks.runId)).toMatchObject({
      steps: [{ attempts: [{ input: { a: 1 } }] }, {}],
    });
    const repeated = newId();
    const again = {
      runId: asks.runId,
      newRunId: repeated,
      from: 'failed',
      version: 'pinned',
    } as const;
    expect(await replayRun(scope, db.store, again)).toEqual({ outcome: 'begun' });
    for (const runId of [waits.runId, repeated, handRunId]) await succeed(runId);
    expect(await ledger()).toMatchObject({ received: 4, succeeded: 4, open: 0, balanced: true });
    await foldAll(db);
    expect(await check()).toEqual([]);
  });

  it('is decided about as before: what is held, in quarantine, or pinned, with its files and its request', async () => {
    const draft = await aFlow(db, scope);
    const held = await old({ flowId: draft });
    const doubted = await old({ kind: 'quarantined', reason: 'unsigned', dedupeKey: 'q:1' });
    const first = await ended();
    const ofBatch = await old({ flowId: draft, batch: { firstId: first.id, events: 2 } });
    const pinned = await ended();
    await pinSample(scope, db.store, {
      flowId,
      eventId: pinned.id,
      copy: { id: newId(), reason: '' },
    });
    const source = { scope, flowId: draft, versionId: '', token: '' };
    const withFile = hotEvent(source, { id: idOf(week), runId: idOf(week) });
    const file = {
      field: 'cv',
      fileName: 'cv.txt',
      contentType: 'text/plain',
      bytes: Buffer.from('x'),
    };
    await acceptWithFiles(db.pool, [{ event: withFile, files: [file] }]);
    await ended();
    await foldAll(db);
    const before = await ledger(null);

    expect((await drop()).dropped).toEqual([week, later]);

    expect(await ledger(null)).toEqual(before);
    const { rows } = await db.pool.query('SELECT id FROM events_other ORDER BY id');
    const all = [held.id, doubted.id, first.id, ofBatch.id, pinned.id, withFile.id];
    expect(rows.map(({ id }) => id)).toEqual(all.sort());
    expect(await listEventFiles(scope, db.store, withFile.id)).toMatchObject([
      { fileName: 'cv.txt' },
    ]);
    await publish(db, scope, draft);
    const decision = { decision: 'run', eventIds: null, decidedBy: 'Anna', newId } as const;
    const run = (given: { flowId: string; all?: 'quarantined' }) =>
      settleHeld(scope, db.store, { ...decision, ...given });
    expect(await run({ flowId: draft })).toEqual({ outcome: 'settled', settled: 3 });
    expect(await run({ flowId, all: 'quarantined' })).toEqual({ outcome: 'settled', settled: 1 });
    expect(await ledger(null)).toMatchObject({ held: 0, open: 4, balanced: true });
    await foldAll(db);
    expect(await check()).toEqual([]);
  });

  it('is forgotten when it has been done for as long, and stays in the ledger', async () => {
    const { id, runId } = await old();
    const byHand = await ended();
    const hand = { eventId: byHand.id, flowId, versionId: null, newRunId: idOf(week) };
    await runByHand(scope, db.store, hand);
    await foldAll(db);
    await drop();
    expect(await drop()).toMatchObject({ leftovers: 0 });

    await succeed(runId, [anAttempt()]);
    await succeed(hand.newRunId);
    await foldAll(db);
    const before = await ledger();
    expect(await drop()).toMatchObject({ leftovers: 0 });
    expect(await findEvent(scope, db.store, id)).not.toBeNull();

    await db.pool.query(`UPDATE runs SET finished_at = '2025-02-01'`);
    await db.pool.query(
      `UPDATE ledger_days SET day = '2025-02-01' WHERE kind LIKE 'run:%' AND day > '2025-02-01'`,
    );
    const { leftovers } = await drop();
    // Two events, two runs, a try, and what was noted of the run by hand.
    expect(leftovers).toBe(6);
    for (const table of [...historyTables, 'hand_runs']) expect(await count(table)).toBe(0);
    expect(await ledger()).toEqual(before);
    expect(await check()).toEqual([]);
  });

  it('keeps its part where it is too much to be moved at once, and no other part', async () => {
    for (let at = 0; at < 4; at += 1) await old();
    const many = { ...patient, mostMoved: 5 };
    await ended({ days: later });
    await foldAll(db);

    const kept = [{ days: week, reason: 'unfinished' }];
    expect(await drop({ bounds: many })).toMatchObject({ dropped: [later], kept });
    const few = { ...patient, mostMovedBytes: 1_000 };
    expect(await drop({ bounds: few })).toMatchObject({ dropped: [], kept });
    expect(await count('events')).toBe(4);
    expect((await drop()).dropped).toEqual([week]);
    expect(await count('events')).toBe(4);
  });

  it('keeps its part while many runs are repeated', async () => {
    await ended();
    await foldAll(db);
    const id = newId();
    await db.pool.query(
      `INSERT INTO replays (workspace_id, id, kind, start_at, version, total, asked_by)
       VALUES ($1, $2, 'replay', 'start', 'pinned', 1, 'Anna')`,
      [scope.workspaceId, id],
    );
    await db.pool.query('INSERT INTO replay_items VALUES ($1, $2, 1, $3)', [
      scope.workspaceId,
      id,
      newId(),
    ]);

    expect(await drop()).toMatchObject({
      kept: [{ reason: 'replaying' }, { reason: 'replaying' }],
    });
    await db.pool.query('DELETE FROM replay_items');
    expect((await drop()).dropped).toEqual([week, later]);
  });
});

describe('the ledger of dropped history', () => {
  const all = () => countLedger(scope, db.store, null);

  it('is what its sums begin anew with', async () => {
    const [one, two] = [await ended(), await ended()];
    await old({ kind: 'rejected' });
    await replayRun(scope, db.store, {
      runId: one.runId,
      newRunId: newId(),
      from: 'start',
      version: 'pinned',
    });
    await foldAll(db);
    expect((await drop()).dropped).toEqual([week, later]);
    const right = await ledger();
    expect(right).toMatchObject({
      received: 3,
      succeeded: 1,
      rejected: 1,
      open: 1,
      balanced: true,
    });
    expect(await findRun(scope, db.store, two.runId)).toBeNull();

    for (const sql of [
      'UPDATE ledger_totals SET count = count + 1',
      `UPDATE ledger_days SET count = count - 1 WHERE kind = 'event:accepted'`,
      'DELETE FROM ledger_days WHERE dropped = 0',
    ]) {
      await anEvent(db, scope, flowId, { kind: 'test' });
      await foldAll(db);
      const before = await ledger();
      await db.pool.query(sql);
      expect(await check()).not.toEqual([]);
      expect([await ledger(), await all()]).toEqual([before, before]);
      await foldAll(db);
      expect([await ledger(), await all()]).toEqual([before, before]);
      expect(await check()).toEqual([]);
    }
  });

  it('is counted anew when something of it has changed since it was counted', async () => {
    const { runId } = await ended();
    await ended();
    await foldAll(db);
    await countPart(db.pool, await findPart(db, week), { batch: 3, untilMs: Infinity });
    const again = { runId, newRunId: newId(), from: 'start', version: 'pinned' } as const;
    expect(await replayRun(scope, db.store, again)).toEqual({ outcome: 'begun' });
    const before = await ledger();

    expect(await drop()).toMatchObject({
      dropped: [later],
      kept: [{ days: week, reason: 'changed' }],
    });
    expect(await drop()).toMatchObject({ dropped: [], kept: [{ days: week, reason: 'changed' }] });
    await foldAll(db);
    expect((await drop()).dropped).toEqual([week]);
    expect(await ledger()).toEqual(before);
    expect(await check()).toEqual([]);
  });

  it('is right whatever is counted, folded, dropped, begun anew and given up, in any order', async () => {
    let seed = 7;
    const chance = (of: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * of);
    };
    const weeks = ['20250201-20250301', '20250301-20250401', '20250401-20250408'];
    for (const name of weeks) await makePart(db, name);
    const flows = [flowId, await aLiveFlow(db, scope), await aFlow(db, scope)];
    const kinds = ['event', 'event', 'event', 'test', 'rejected'] as const;
    const open: { runId: string; days: string }[] = [];
    const steps = [
      async () => {
        const [flow = flowId, kind = 'event'] = [flows[chance(3)], kinds[chance(5)]];
        const name = (await listOldParts(db.pool, 31))[chance(3)];
        if (name === undefined) return;
        const event = await old({ flowId: flow, kind, days: name.days, hours: chance(168) });
        await db.pool.query('UPDATE events SET received_at = clock_timestamp() WHERE id = $1', [
          event.id,
        ]);
        if (kind === 'event' && flow !== flows[2])
          open.push({ runId: event.runId, days: name.days });
      },
      async () => {
        const run = open.pop();
        if (!run) return;
        await succeed(run.runId);
        if (chance(2) === 0) return;
        const newRunId = newId();
        const again = { runId: run.runId, newRunId, from: 'start', version: 'pinned' } as const;
        expect(await replayRun(scope, db.store, again)).toEqual({ outcome: 'begun' });
        open.unshift({ runId: newRunId, days: run.days });
      },
      async () => foldAll(db),
      async () => {
        const [name] = await listOldParts(db.pool, 31);
        if (name === undefined) return;
        await countPart(db.pool, name, { batch: 2, untilMs: chance(2) === 0 ? 0 : Infinity });
      },
      async () => {
        // One at a time, and some of them are given up in the middle.
        if (chance(3) > 0) return;
        const given = { ...patient, patienceMs: chance(2) === 0 ? 1 : 2_000 };
        await drop({ bounds: given, withinMs: chance(2) * 5_000, batch: 2 });
      },
      async () => {
        if (chance(3) > 0) return;
        await db.pool.query(`UPDATE ledger_days SET count = count + 1 WHERE kind LIKE 'event:%'`);
        await check();
      },
    ];
    const told = { received: 0, held: 0, open: 0, test: 0, rejected: 0 };
    for (let round = 0; round < 150; round += 1) {
      const before = await all();
      const at = chance(3) > 0 ? chance(2) : chance(steps.length);
      await steps[at]?.();
      const after = await all();
      expect(after.balanced).toBe(true);
      if (at > 1) expect(after).toEqual(before);
      told.received = after.received;
    }
    await foldAll(db);
    for (let round = 0; round < 3; round += 1) await drop();
    expect(await listOldParts(db.pool, 31)).toEqual([]);
    const right = await all();
    expect(right).toMatchObject({ received: told.received, balanced: true });
    expect(right.received).toBeGreaterThan(30);
    expect(await check()).toEqual([]);
    const { rows } = await db.pool.query('SELECT sum(dropped)::int AS n FROM ledger_totals');
    expect(rows[0].n).toBeGreaterThan(10);
  }, 60_000);
});

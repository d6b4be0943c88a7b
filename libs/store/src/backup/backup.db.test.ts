import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aLiveFlow,
  anAttempt,
  anEvent,
  aStore,
  aWorkspace,
  claim,
  newId,
  record,
  type TestStore,
} from '../database/store.given.js';
import { acceptWithFiles } from '../event/accept-with-files.js';
import { checkBalance } from '../balance/check-balance.js';
import { anEvent as hotEvent } from '../run/hot-path.given.js';
import { resolveRun } from '../run/resolve-run.js';
import type { Scope } from '../scope.js';
import { confirmRestore, readRestoredMode } from './confirm-restore.js';
import { readArchive } from './read-archive.js';
import { restoreArchive } from './restore-archive.js';
import { writeArchive } from './write-archive.js';

let source: TestStore;
let target: TestStore;
let scope: Scope;
let flowId: string;

beforeAll(async () => {
  source = await aStore();
});
afterAll(() => source.close());
beforeEach(async () => {
  await source.pool.query('TRUNCATE events, event_files, runs, open_runs, step_attempts');
  target = await aStore();
  scope = await aWorkspace(source);
  flowId = await aLiveFlow(source, scope);
});
afterEach(() => target.close());

const archiveOf = async (db: TestStore): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of writeArchive(db.url)) parts.push(part);
  return Buffer.concat(parts);
};

async function* inPieces(archive: Buffer, bytes = 10_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < archive.length; at += bytes) yield archive.subarray(at, at + bytes);
}

/** Nobody may be connected meanwhile, so the test leaves its own pools idle and closed. */
async function restore(archive: Buffer, bytes?: number) {
  await aside(target);
  return restoreArchive(target.url, await readArchive(inPieces(archive, bytes)));
}

/** The connections of a test's own pools are named like those of the product. */
async function aside(db: TestStore): Promise<void> {
  await source.pool.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1`,
    [new URL(db.url).pathname.slice(1)],
  );
}

const countIn = async (db: TestStore, sql: string, values: unknown[] = []): Promise<number> =>
  (await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values)).rows[0]
    ?.n ?? -1;

const digests = async (db: TestStore): Promise<Record<string, string>> => {
  const tables = ['workspaces', 'flows', 'flow_versions', 'hooks', 'events', 'event_files', 'runs'];
  const found: Record<string, string> = {};
  for (const table of [...tables, 'step_attempts', 'connections', 'table_rows', 'open_runs']) {
    const { rows } = await db.pool.query(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM ${table} t`,
    );
    found[table] = rows[0].digest;
  }
  return found;
};

const balance = (db: TestStore) =>
  checkBalance(db.pool, {
    since: new Date(Date.now() - 86_400_000),
    statementTimeoutMs: 10_000,
  });

describe('a backup while events are written (BK-1)', () => {
  it('holds every event that was acknowledged before it began, and its sums balance', async () => {
    const acknowledged: string[] = [];
    const busy = { isOver: false };
    const arrive = async () => {
      while (!busy.isOver) acknowledged.push((await anEvent(source, scope, flowId)).id);
    };
    const writers = [arrive(), arrive(), arrive()];
    while (acknowledged.length < 50) await anEvent(source, scope, flowId);
    const before = [...acknowledged];

    const archive = await archiveOf(source);
    const after = acknowledged.length;
    busy.isOver = true;
    await Promise.all(writers);
    await restore(archive);

    expect(after).toBeGreaterThan(before.length);
    expect(await countIn(target, 'events WHERE id = ANY ($1)', [before])).toBe(before.length);
    expect(await balance(target)).toEqual({ faults: [], hasChanged: false });
    expect(await countIn(target, 'events')).toBe(await countIn(target, 'open_runs'));
  });
});

describe('a restored database', () => {
  it('has no table with a counter that a copy of its rows would set back', async () => {
    const { rows } = await source.pool.query(
      `SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'`,
    );
    expect(rows).toEqual([{ sequencename: 'migrations_id_seq' }]);
  });

  it('has what the backup has, to the last bit', async () => {
    const odd = 'tab\t back\\slash \\N \\. line\nquote"\u00a0\u{1F600} null\\0';
    await anEvent(source, scope, flowId, {
      summary: odd,
      headers: [['x-odd', odd]],
      body: Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 256)),
      payload: Buffer.from(JSON.stringify({ odd })),
    });
    const done = await anEvent(source, scope, flowId);
    await record(source, await claim(source, done.runId), {
      attempts: [anAttempt({ output: { odd } })],
      move: { to: 'succeeded', error: null },
    });
    await source.pool.query(
      `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary,
                           received_at)
       VALUES ($1, uuid_v7_floor('2020-01-08T12:00:00Z'), $2, 'held', 'GET', '', '', '[]', 'none', '', '', 'infinity')`,
      [scope.workspaceId, flowId],
    );
    const withFile = hotEvent({ scope, flowId, versionId: newId(), token: '' });
    const file = {
      field: 'cv',
      fileName: odd,
      contentType: 'text/plain',
      bytes: Buffer.from([0, 255]),
    };
    await acceptWithFiles(source.pool, [{ event: withFile, files: [file] }]);
    await source.pool.query(`SELECT ensure_partitions(3)`);
    const expected = await digests(source);

    await restore(await archiveOf(source), 777);

    const { open_runs: _, ...same } = expected;
    expect(await digests(target)).toMatchObject(same);
    expect(
      await countIn(target, `pg_class WHERE relname LIKE 'events\\_2%' AND relkind = 'r'`),
    ).toBe(await countIn(source, `pg_class WHERE relname LIKE 'events\\_2%' AND relkind = 'r'`));
  });

  it('is made in a database with no tables as well', async () => {
    await anEvent(source, scope, flowId);
    await target.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');

    await restore(await archiveOf(source));

    expect(await countIn(target, 'events')).toBe(1);
  });

  it('knows nobody who was signed in, and no question of the editor', async () => {
    await source.pool.query(
      `INSERT INTO users (id, name, email) VALUES ('u1', 'Anna', 'anna@example.com');
       INSERT INTO sessions (id, token, user_id, expires_at) VALUES ('s1', 'secret-session', 'u1', now())`,
    );
    const archive = await archiveOf(source);

    await restore(archive);

    expect(archive.includes('secret-session')).toBe(false);
    expect(await countIn(target, 'users')).toBe(1);
    expect(await countIn(target, 'sessions')).toBe(0);
  });
});

describe('restored mode (BK-2)', () => {
  it('asks about a step that was under way, and gives back what was only claimed', async () => {
    const [sent, held, quiet] = [
      await anEvent(source, scope, flowId),
      await anEvent(source, scope, flowId),
      await anEvent(source, scope, flowId),
    ];
    const run = await claim(source, sent.runId);
    await record(source, run, {
      attempts: [anAttempt({ state: 'intent', output: null })],
      move: { to: 'running' },
    });
    await source.pool.query(`UPDATE open_runs SET state = 'queued', worker = NULL WHERE id = $1`, [
      quiet.runId,
    ]);

    expect(await restore(await archiveOf(source))).toEqual({ asked: 1, open: 2 });

    const { rows } = await target.pool.query(
      'SELECT id, state, worker, error FROM open_runs ORDER BY id',
    );
    expect(rows).toMatchObject([
      {
        id: sent.runId,
        state: 'needs_attention',
        worker: null,
        error: { code: 'outcome_unknown', stepId: 'first' },
      },
      { id: held.runId, state: 'queued', worker: null, error: null },
      { id: quiet.runId, state: 'queued', worker: null },
    ]);
    const answer = { runId: sent.runId, answer: 'it_happened', answeredBy: 'Ann' } as const;
    expect(await resolveRun(scope, target.store, answer)).toEqual({ outcome: 'done' });
    expect(await countIn(target, `step_attempts WHERE state = 'succeeded'`)).toBe(1);
  });

  it('keeps a delay waiting: nobody was sent anything', async () => {
    const { runId } = await anEvent(source, scope, flowId);
    await record(source, await claim(source, runId), {
      attempts: [anAttempt({ state: 'intent', idempotencyKey: null })],
      move: {
        to: 'waiting',
        waitingFor: 'delay',
        wakeInMs: 3_600_000,
        connectionId: null,
        error: null,
      },
    });

    expect(await restore(await archiveOf(source))).toEqual({ asked: 0, open: 1 });
    expect(await countIn(target, `open_runs WHERE waiting_for = 'delay'`)).toBe(1);
  });

  it('lasts until it is confirmed, once', async () => {
    await anEvent(source, scope, flowId);
    await restore(await archiveOf(source));
    await anEvent(target, scope, flowId);

    expect(await readRestoredMode(target.pool)).toMatchObject({ openFromBackup: 1, openSince: 1 });
    expect(await confirmRestore(target.pool, 'run')).toEqual({ asked: 0 });
    expect(await readRestoredMode(target.pool)).toBeNull();
    expect(await confirmRestore(target.pool, 'run')).toBeNull();
    expect(await countIn(target, `open_runs WHERE state = 'queued'`)).toBe(2);
  });

  it('puts what was open in the backup before a person where that is wanted, and nothing that came since', async () => {
    for (let place = 0; place < 3; place += 1)
      await anEvent(source, scope, flowId, { orderKey: 'one line' });
    await restore(await archiveOf(source));
    const since = await anEvent(target, scope, flowId);

    expect(await confirmRestore(target.pool, 'ask')).toEqual({ asked: 3 });

    expect(
      await countIn(
        target,
        `open_runs WHERE state = 'needs_attention' AND error ->> 'code' = 'restored'`,
      ),
    ).toBe(3);
    expect(
      await countIn(target, `open_runs WHERE state = 'queued' AND id = $1`, [since.runId]),
    ).toBe(1);
    expect((await balance(target)).faults).toEqual([]);
  });
});

describe('what is refused, and leaves the database empty', () => {
  const isEmpty = async () => expect(await countIn(target, 'workspaces')).toBe(0);

  it('a backup that stops in the middle, wherever that is', async () => {
    await anEvent(source, scope, flowId);
    const archive = await archiveOf(source);
    for (const share of [0.02, 0.3, 0.9, 0.999]) {
      const cut = archive.subarray(0, Math.floor(archive.length * share));
      await expect(restore(cut)).rejects.toThrow(/stops in the middle/);
    }
    await isEmpty();
  });

  it('a backup in which one byte of a row has changed', async () => {
    await anEvent(source, scope, flowId, { summary: 'Ivan Petrov' });
    const archive = await archiveOf(source);
    archive.write('Ivan Petrow', archive.indexOf('Ivan Petrov'));

    await expect(restore(archive)).rejects.toThrow(/table events is not what was written/);
    await isEmpty();
  });

  it('a backup of a newer version', async () => {
    const archive = await archiveOf(source);
    const newer = Buffer.from(
      archive.toString('latin1').replace('AddRestoredMode', 'BddRestoredMode'),
      'latin1',
    );
    await expect(restore(newer)).rejects.toThrow(/made by a newer Hookline \(BddRestoredMode/);
  });

  it('a database that somebody uses, or that holds something', async () => {
    const archive = await archiveOf(source);
    await target.pool.query('SELECT 1');
    const opened = await readArchive(inPieces(archive));
    await expect(restoreArchive(target.url, opened)).rejects.toThrow(/is running on this database/);

    await aWorkspace(target);
    await expect(restore(archive)).rejects.toThrow(/not empty/);
    expect(await countIn(target, 'workspaces')).toBe(1);
    expect(await readRestoredMode(target.pool)).toBeNull();
  });
});

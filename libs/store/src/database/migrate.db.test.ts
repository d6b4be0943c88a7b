import { waitFor } from '@hookline/testkit';
import { migrations } from '@hookline/migrations';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, migrateTo, pendingMigrations } from './migrate.js';
import { inTransaction } from './pool.js';
import { aStore, aWorkspace, aLiveFlow, anEvent, type TestStore } from './store.given.js';

const names = migrations.map(({ name }) => name);
const ofOneTable = 'AddRestoredMode1763949600000';
const quick = { lockTimeoutMs: 100, pauseMs: 20, tries: 200 };

let db: TestStore;

beforeEach(async () => {
  db = await aStore();
});
afterEach(() => db.close());

const makeBare = () => db.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
const ranIn = async () =>
  (await db.pool.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).rows.map(
    (row) => row.name,
  );
const waitsForLock = async () =>
  (
    await db.pool.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'hookline-migrate' AND wait_event_type = 'Lock'`,
    )
  ).rows[0]?.pid;

describe('migrations (MG-2)', () => {
  it('of several processes at once run one after another, each once', async () => {
    await makeBare();

    const ran = await Promise.all([migrate(db.url), migrate(db.url), migrate(db.url)]);

    expect(ran.flat()).toEqual(names);
    expect(await ranIn()).toEqual(names);
    expect(await pendingMigrations(db.url)).toEqual([]);
  });

  it('that were killed half-way have done whole ones only, and the next run does the rest', async () => {
    await makeBare();
    await migrateTo(db.url, names.slice(0, 2));
    await inTransaction(db.pool, async (client) => {
      // The third one adds a column to this table, after it has made others.
      await client.query('LOCK TABLE open_runs IN ACCESS SHARE MODE');
      const killed = migrate(db.url, { ...quick, lockTimeoutMs: 60_000 });
      const ended = expect(killed).rejects.toThrow();
      const pid = await waitFor(waitsForLock, { what: 'the migration waits for the table' });
      await db.pool.query('SELECT pg_terminate_backend($1)', [pid]);
      await ended;
    });
    expect(await ranIn()).toEqual(names.slice(0, 2));
    const made = await db.pool.query(`SELECT to_regclass('balance_checks') AS made`);
    expect(made.rows).toEqual([{ made: null }]);

    expect(await migrate(db.url)).toEqual(names.slice(2));
    expect(await ranIn()).toEqual(names);
  });

  it('are refused, as is a start, where a newer version has migrated', async () => {
    await db.pool.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'OfTheFuture9999999999999')`,
    );
    const words = /migrated by a newer Hookline \(OfTheFuture9999999999999\)/;

    await expect(migrate(db.url)).rejects.toThrow(words);
    await expect(pendingMigrations(db.url)).rejects.toThrow(words);
    await expect(migrateTo(db.url, ['OfTheFuture9999999999999'])).rejects.toThrow(/newer Hookline/);
  });
});

describe('a migration of a table in use (MG-1)', () => {
  beforeEach(async () => {
    await db.pool.query('DELETE FROM migrations WHERE name = $1', [ofOneTable]);
    await db.pool.query('ALTER TABLE installation DROP COLUMN restored_at CASCADE');
    await db.pool.query('ALTER TABLE installation DROP COLUMN backup_taken_at');
  });

  it('lets others pass that come to the table meanwhile, and is done when it is free', async () => {
    const scope = await aWorkspace(db);
    const flowId = await aLiveFlow(db, scope);
    const migrated = await inTransaction(db.pool, async (client) => {
      await client.query('LOCK TABLE installation IN ACCESS SHARE MODE');
      const running = migrate(db.url, quick);
      await waitFor(waitsForLock, { what: 'the migration waits for the table' });
      // Behind a migration that waits for ever, this would wait for ever too.
      for (let time = 0; time < 5; time += 1) {
        await db.pool.query('SELECT key_fingerprint FROM installation');
        await anEvent(db, scope, flowId);
      }
      return { running };
    });

    expect(await migrated.running).toEqual([ofOneTable]);
  });

  it('gives up in words, and leaves all as it was', async () => {
    await inTransaction(db.pool, async (client) => {
      await client.query('LOCK TABLE installation IN ACCESS SHARE MODE');
      const given = migrate(db.url, { ...quick, tries: 2 });
      await expect(given).rejects.toThrow(/in use by another program/);
    });

    expect(await ranIn()).not.toContain(ofOneTable);
    expect(await migrate(db.url)).toEqual([ofOneTable]);
  });
});

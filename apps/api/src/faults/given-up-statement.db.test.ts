import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTaken } from './sender.given.js';
import { expectLater, givenTroubledApi, type TroubledApi } from './troubled-api.given.js';

let api: TroubledApi;
beforeEach(async () => {
  api = await givenTroubledApi();
});
afterEach(() => api.stop());

describe('a statement that the server gives up (DB-4)', () => {
  it('asks to come again when a lock is not given in time', async () => {
    expect(isTaken(await api.send())).toBe(true);
    const blocker = await api.pool.connect();
    await blocker.query('BEGIN; LOCK TABLE open_runs IN ACCESS EXCLUSIVE MODE');
    expectLater(await Promise.all([api.send(), api.send()]));
    await blocker.query('ROLLBACK');
    blocker.release();
    await api.mended();
  });

  it.each(['40001', '40P01', '55P03', '53300', '57P03'])(
    'asks to come again after %s, stores nothing, and takes the next try',
    async (code) => {
      await api.pool.query(
        `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '${code}'; END $$;
         CREATE TRIGGER refuse BEFORE INSERT ON open_runs FOR EACH ROW EXECUTE FUNCTION refuse()`,
      );
      expectLater(await Promise.all([api.send(), api.send(), api.send()]));
      expect(await api.events()).toBe(0);
      await api.pool.query('DROP TRIGGER refuse ON open_runs');
      expect(isTaken(await api.send())).toBe(true);
    },
  );
});

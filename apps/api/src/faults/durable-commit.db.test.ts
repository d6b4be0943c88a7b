import { afterEach, expect, it } from 'vitest';
import { givenHouse, type House } from './house.given.js';
import { isTaken, sendOnce } from './sender.given.js';

let house: House;
afterEach(() => house.stop());

it('writes events, runs and tries with synchronous_commit on, whatever the database says (DB-6)', async () => {
  house = await givenHouse();
  const { pathname } = new URL(house.databaseUrl);
  await house.pool.query(
    `ALTER DATABASE ${pathname.slice(1)} SET synchronous_commit = off;
     CREATE TABLE seen (name text, setting text);
     CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN INSERT INTO seen VALUES (TG_ARGV[0], current_setting('synchronous_commit')); RETURN NEW; END $$;
     CREATE TRIGGER note BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION note('event');
     CREATE TRIGGER note BEFORE INSERT ON runs FOR EACH ROW EXECUTE FUNCTION note('run');
     CREATE TRIGGER note BEFORE INSERT ON step_attempts FOR EACH ROW EXECUTE FUNCTION note('try')`,
  );
  await Promise.all([house.startApi(), house.startWorker()]);

  expect(isTaken(await sendOnce(house.hookUrl, 'lead-1'))).toBe(true);
  await house.settled(['lead-1']);

  const { rows } = await house.pool.query('SELECT DISTINCT name, setting FROM seen ORDER BY name');
  expect(rows).toEqual(['event', 'run', 'try'].map((name) => ({ name, setting: 'on' })));
});

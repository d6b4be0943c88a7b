import { KeyRing, uuidv7 } from '@hookline/platform';
import {
  inTransaction,
  openPool,
  readArchive,
  restoreArchive,
  writeArchive,
  type Pool,
} from '@hookline/store';
import { createTestDatabase, waitFor, type TestDatabase } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { anna } from '../start/api.given.js';
import { createFirstOwner, lockSetup } from './create-owner.js';
import { SetupOffer } from './setup-offer.js';

const first = Buffer.alloc(32, 1);
const second = Buffer.alloc(32, 2);
const ring = new KeyRing(new Map([[1, first]]));

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 4 });
});
beforeEach(async () => {
  await pool.query('DELETE FROM setup_offer');
  await pool.query('DELETE FROM users');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** As another process has it, or the same one after a restart. */
const anOffer = (keys = ring) => new SetupOffer(pool, keys);
const token = async (offer = anOffer()) => (await offer.tell()) ?? expect.fail('there is no link');
const owner = { ...anna, locale: 'en', timeZone: 'UTC' };

it('is the same from every process that has the key, and after every restart', async () => {
  const told = await Promise.all(Array.from({ length: 8 }, () => token()));
  told.push(await token());

  expect(new Set(told).size).toBe(1);
  expect(told[0]).toMatch(/^[\w-]{43}$/);
  expect(await anOffer().matches(` ${told[0]}\n`)).toBe(true);
});

it('is taken after another key was put beside the one it was made with', async () => {
  const before = await token();
  const both = new Map([
    [1, first],
    [2, second],
  ]);
  const rotated = new KeyRing(both);

  expect(await anOffer(rotated).matches(before)).toBe(true);
  expect(await anOffer(rotated).matches(await token(anOffer(rotated)))).toBe(true);
});

it('is not known to whoever has the database alone, or the key alone', async () => {
  const told = await token();
  const { rows } = await pool.query<{ salt: Buffer }>('SELECT salt FROM setup_offer');
  const salt = rows[0]?.salt ?? Buffer.alloc(0);
  const stranger = anOffer(new KeyRing(new Map([[1, second]])));

  const guesses = [await token(stranger), salt.toString('base64url'), salt.toString('hex')];
  guesses.push('', told.slice(0, -1), `${told}A`, told.toLowerCase());
  expect(await Promise.all(guesses.map((guess) => anOffer().matches(guess)))).toEqual(
    guesses.map(() => false),
  );
  await pool.query('DELETE FROM setup_offer');
  expect(await anOffer().matches(told)).toBe(false);
  expect(await token()).not.toBe(told);
});

it('is dead in every process as soon as there is an owner, and stays so when the owner goes', async () => {
  const told = await token();
  await createFirstOwner(pool, owner);

  expect(await anOffer().tell()).toBeNull();
  expect(await anOffer().matches(told)).toBe(false);

  await pool.query('DELETE FROM memberships');
  expect(await anOffer().matches(told)).toBe(false);
  expect(await token()).not.toBe(told);
});

it('is not made beside an owner who is just coming', async () => {
  const { telling } = await inTransaction(pool, async (client) => {
    await lockSetup(client);
    const begun = { telling: anOffer().tell() };
    await waitFor(waitsForSetup, { what: 'the link waits for the owner' });
    await client.query(
      `WITH u AS (INSERT INTO users (id, name, email) VALUES ('u', 'Anna', 'anna@shop.example')),
            w AS (INSERT INTO workspaces (id, name) VALUES ($1, 'Shop'))
       INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, 'u', 'owner')`,
      [uuidv7()],
    );
    return begun;
  });

  expect(await telling).toBeNull();
  expect((await pool.query('SELECT FROM setup_offer')).rowCount).toBe(0);
});

const waitsForSetup = async () =>
  (
    await pool.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
  ).rowCount === 1;

it('is not brought back by a backup, not even by one of the time before there was an owner', async () => {
  const told = await token();
  const restored = await createTestDatabase();
  onTestFinished(restored.drop);

  await restoreArchive(restored.url, await readArchive(writeArchive(database.url)));

  const other = openPool({ databaseUrl: restored.url, name: 'test', max: 2 });
  const offer = new SetupOffer(other, ring);
  expect(await offer.matches(told)).toBe(false);
  expect(await offer.tell()).not.toBe(told);
  expect(await offer.matches(told)).toBe(false);
  await other.end();
});

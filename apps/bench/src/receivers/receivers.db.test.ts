import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onDatabase } from '../product/open-stage.js';
import { countStored } from './count-stored.js';
import { measureReceivers, type Receivers } from './measure-receivers.js';
import { receiverNames } from './open-sources.js';
import { toReceiverRows, toReceiverTable } from './receiver-table.js';

/** One that signs body and time, and one that signs the address and a form. */
const names = ['stripe/event', 'twilio/message'];
const form = { rounds: 1, sliceSecs: 0.2, warmUpRequests: 40, connections: 8 };

let database: TestDatabase;
let folder: string;
let found: Receivers;
let stored: readonly number[];
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hookline-bench-'));
  const given = { databaseUrl: database.url, folder, workers: 0 };
  found = await onDatabase(given, async (stage) => {
    const tell = (): void => undefined;
    return measureReceivers(stage, { names, form, serverPid: process.pid, tell });
  });
  stored = [...(await countStored(database.url)).values()];
}, 60_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('accepts of receivers, measured', () => {
  it('are all answered with success, are all stored, and no two are one event', () => {
    expect(found.notes.filter((note) => !note.startsWith('the driver'))).toEqual([]);
    for (const { accepted, faults } of found.measured) {
      expect(faults).toBe(0);
      expect(accepted).toBeGreaterThan(form.warmUpRequests);
      expect(stored).toContain(accepted);
    }
  });

  it('make a table that names every receiver, and says which were not measured', () => {
    const lines = toReceiverTable(toReceiverRows(receiverNames, found.measured)).split('\n');

    for (const name of receiverNames) {
      const line = lines.find((each) => each.startsWith(`${name} `)) ?? '';
      expect(line.includes('not measured')).toBe(!names.includes(name));
    }
    const told = lines.filter((line) => names.some((name) => line.startsWith(`${name} `)));
    expect(told.map((line) => /(?:met|MISSED)$/.test(line))).toEqual([true, true]);
  });

  it('are dear where they take more of the processor than 1.3 times the generic one', () => {
    const [one] = found.measured;
    if (!one) throw new Error('nothing was measured');
    const cost = { perSec: 1_000, apiMicros: 100, databaseMicros: 100 };
    const proof = 'hmac-sha256';
    const base = { ...one, name: 'stripe/event', proof, own: cost, same: cost, generic: cost };
    const isMet = (change: Partial<typeof one>) =>
      toReceiverRows(['stripe/event'], [{ ...base, ...change }])[0]?.isMet;

    expect(isMet({})).toBe(true);
    expect(isMet({ own: { ...cost, databaseMicros: 159 } })).toBe(true);
    expect(isMet({ own: { ...cost, apiMicros: 161 } })).toBe(false);
    expect(isMet({ own: { ...cost, apiMicros: 161 }, proof: null })).toBeNull();
    expect(isMet({ own: { ...cost, apiMicros: 161 }, proof: 'token' })).toBeNull();
  });
});

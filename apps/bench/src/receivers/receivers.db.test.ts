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
    expect(found.failures).toEqual([]);
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
    const isMet = (cpus: readonly number[], proof: string | null = 'hmac-sha256') => {
      const ratios = cpus.map((cpu) => ({ time: 1, cpu, sample: 1 }));
      const measured = [{ ...one, name: 'stripe/event', proof, ratios }];
      return toReceiverRows(['stripe/event'], measured)[0]?.isMet;
    };

    expect(isMet([1.29])).toBe(true);
    expect(isMet([1.31])).toBe(false);
    // One round in bad weather says nothing, and neither does one in good weather.
    expect(isMet([1.2, 1.25, 9])).toBe(true);
    expect(isMet([1.4, 0.1, 1.35])).toBe(false);
    expect(isMet([1.31], null)).toBeNull();
    expect(isMet([1.31], 'token')).toBeNull();
  });
});

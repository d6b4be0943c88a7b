import { randomBytes } from 'node:crypto';
import { migrateDatabase, smallDiskOrSkip, startServer, waitFor } from '@hookline/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { givenHouse } from './house.given.js';
import { isTaken, sendOnce, type Answer } from './sender.given.js';

const mib = 1_048_576;

it(
  'a full disk costs no lead that was answered 2xx, and with room again all goes on (DK-1)',
  { timeout: 120_000 },
  async (test) => {
    const disk = await smallDiskOrSkip(200, (reason) => test.skip(reason));
    onTestFinished(() => disk.stop());
    const server = await startServer({ folder: disk.folder });
    onTestFinished(() => server.stop());
    await migrateDatabase(server.url);
    const house = await givenHouse({ databaseUrl: server.url });
    onTestFinished(() => house.stop());
    const taken: string[] = [];
    let sent = 0;
    /** A lead that fills two pages and cannot be pressed. */
    const send = async (): Promise<Answer> => {
      const lead = `lead-${(sent += 1)}`;
      const answer = await sendOnce(house.hookUrl, lead, randomBytes(8_000).toString('base64'));
      if (isTaken(answer)) taken.push(lead);
      return answer;
    };
    const takesAgain = (what: string) =>
      waitFor(async () => isTaken(await send()), { what, timeoutMs: 30_000, everyMs: 100 });

    // Far from full, the watermark refuses before the database has to; given room it takes leads by itself.
    const careful = await house.startApi({
      DISK_WATCH_DIR: disk.folder,
      DISK_RESERVE_BYTES: String(20 * mib),
    });
    await takesAgain('leads are taken while there is room');
    await disk.fill(10 * mib);
    await waitFor(async () => (await send()).status === 503, {
      what: 'the watermark is seen',
      everyMs: 100,
    });
    await disk.clear();
    await takesAgain('leads are taken above the watermark');
    await careful.stop();

    // Without it the database runs out of room in the middle of its work.
    await house.startApi();
    await disk.fill(2 * mib);
    const answers: Answer[] = [];
    await waitFor(
      async () => {
        answers.push(...(await Promise.all(Array.from({ length: 10 }, send))));
        return answers.filter(({ status }) => status === 503).length >= 10;
      },
      { what: 'the disk is full', timeoutMs: 30_000 },
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 503]));
    await disk.clear();
    // It stops as a whole when its log finds no room; when only a table does, it lives.
    await house.count('SELECT 1 AS n').catch(() => server.revive());
    await takesAgain('leads are taken with room again');

    const stored = await house.count(
      `SELECT count(*)::int AS n FROM events WHERE state = 'accepted'
     AND convert_from(body, 'UTF8')::jsonb ->> 'id' = ANY ('{${taken.join()}}')`,
    );
    expect(stored).toBe(taken.length);
  },
);

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findRedis, freePort, startRedis, type OwnRedis } from '@hookline/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { givenHouse, runsPerLead, type House } from './house.given.js';
import { isTaken, startSenders } from './sender.given.js';

vi.setConfig({ testTimeout: 60_000 });

let house: House;
let redis: OwnRedis | null = null;
afterEach(async () => {
  await house.stop();
  await redis?.stop();
  redis = null;
});

/** Leads arrive, the fault comes in their midst, more leads arrive; then all of them must have ended, once each. */
async function withLoad(fault: () => Promise<unknown>): Promise<void> {
  const senders = startSenders(house.hookUrl, { lines: 3 });
  await senders.more(30);
  await fault();
  await senders.more(60);
  const taken = await senders.stop();

  await house.settled(taken, 30_000);
  expect(senders.answers.filter((answer) => !isTaken(answer))).toEqual([]);
  expect(Math.max(...senders.answers.map(({ tookMs }) => tookMs))).toBeLessThan(2_000);
  expect(new Set((await runsPerLead(house.pool)).values())).toEqual(new Set([1]));
  expect(new Set(house.vendor.effects.byField('id').values())).toEqual(new Set([1]));
  expect(house.vendor.effects.byField('id').size).toBe(taken.length);
}

it('ends every run when the tables of the queue are truncated under load', async () => {
  house = await givenHouse();
  await Promise.all([house.startApi(), house.startWorker()]);
  const { rows } = await house.pool.query<{ list: string }>(
    `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS list FROM pg_tables
     WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
  );
  await withLoad(() => house.pool.query(`TRUNCATE ${rows[0]?.list ?? ''} CASCADE`));
});

const program = findRedis();
describe.skipIf(program === null)('with Redis', () => {
  const start = async (given: { port?: number } = {}): Promise<OwnRedis> => {
    redis = await startRedis(program ?? '', given);
    return redis;
  };
  const open = async (redisUrl: string): Promise<void> => {
    house = await givenHouse({ env: { REDIS_URL: redisUrl } });
    await Promise.all([house.startApi(), house.startWorker()]);
  };
  const flush = (port: number) =>
    promisify(execFile)('node', [
      '-e',
      `const s=require('net').connect(${port},'127.0.0.1',()=>s.end('FLUSHALL\\r\\n'))`,
    ]);

  it('takes and ends every lead while Redis is killed and stays away (RD-1)', async () => {
    const { url, kill } = await start();
    await open(url);
    await withLoad(kill);
  });

  it('takes and ends every lead when Redis is flushed (RD-2)', async () => {
    const { url, port } = await start();
    await open(url);
    await withLoad(() => flush(port));
  });

  it('takes and ends every lead when Redis is away at the start and comes empty (RD-2)', async () => {
    const port = await freePort();
    await open(`redis://127.0.0.1:${port}`);
    await withLoad(() => start({ port }));
  });

  it('takes and ends every lead when Redis comes back without what it held (RD-3)', async () => {
    const { url, port, kill } = await start();
    await open(url);
    await withLoad(async () => {
      await kill();
      await start({ port });
    });
  });

  it('takes and ends every lead while Redis hangs (RD-5)', async () => {
    const { url, signal } = await start();
    await open(url);
    await withLoad(async () => signal('SIGSTOP'));
  });

  it.each(['allkeys-lru', 'volatile-ttl'])(
    'does not start on a Redis that throws keys away, %s, and says why (RD-4)',
    async (policy) => {
      redis = await startRedis(program ?? '', { policy });
      house = await givenHouse({ env: { REDIS_URL: redis.url } });
      const [api, worker] = await Promise.all([house.startApi(), house.startWorker()]);
      expect([await api.ended, await worker.ended]).toEqual(['1', '1']);
      for (const { log } of [api, worker]) {
        expect(log()).toContain(`its maxmemory-policy is ${policy}`);
        expect(log()).not.toContain('    at ');
      }
    },
  );
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { isRedisReady } from './is-redis-ready.js';
import { findRedis, redisOrSkip } from './start-redis.js';

afterEach(() => vi.unstubAllEnvs());

describe('redisOrSkip', () => {
  it('takes the one that is named', async () => {
    vi.stubEnv('REDIS_TEST_URL', 'redis://127.0.0.1:1');
    expect(await redisOrSkip()).toMatchObject({ url: 'redis://127.0.0.1:1' });
  });

  it.skipIf(findRedis() !== null)('gives a reason, or fails where Redis is required', async () => {
    vi.stubEnv('REDIS_TEST_URL', '');
    vi.stubEnv('HOOKLINE_REQUIRE_REDIS', '');
    expect(await redisOrSkip()).toMatchObject({ skip: expect.stringContaining('redis-server') });
    vi.stubEnv('HOOKLINE_REQUIRE_REDIS', '1');
    await expect(redisOrSkip()).rejects.toThrow(/Redis is required/);
  });

  it.runIf(findRedis() !== null)('starts the one it found and stops it', async () => {
    vi.stubEnv('REDIS_TEST_URL', '');
    const redis = await redisOrSkip();
    if ('skip' in redis) throw new Error(redis.skip);
    const port = Number(new URL(redis.url).port);
    expect(await isRedisReady(port)).toBe(true);
    await redis.stop();
    expect(await isRedisReady(port)).toBe(false);
  });
});

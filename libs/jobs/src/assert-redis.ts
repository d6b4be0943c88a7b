import { Redis } from 'ioredis';

/** Why no process starts on this Redis: words for whoever runs the machine. */
export class RedisRefused extends Error {
  override readonly name = 'RedisRefused';
}

const answerWithinMs = 2_000;

/**
 * Refuses a Redis that drops keys when it is full: wake-ups would vanish one by one, with no error that
 * anybody could see. A Redis that cannot be asked is no reason not to start: hints are dispensable.
 */
export async function assertRedis(
  redisUrl: string,
  onError: (error: Error) => void,
): Promise<void> {
  const policy = await readPolicy(redisUrl).catch((error: unknown) => {
    onError(error instanceof Error ? error : new Error(String(error)));
    return null;
  });
  if (policy === null || policy === 'noeviction') return;
  throw new RedisRefused(
    `Redis (REDIS_URL) may throw keys away when it is full: its maxmemory-policy is ${policy}. Set maxmemory-policy to noeviction and start again.`,
  );
}

async function readPolicy(redisUrl: string): Promise<string | null> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: answerWithinMs,
    commandTimeout: answerWithinMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The failed call tells of it; without a listener the client would write to the terminal.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1] ?? null;
  } finally {
    redis.disconnect();
  }
}

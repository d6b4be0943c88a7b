import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkRedis } from './check-redis.js';

/** Answers any command as a Redis server would; what it was asked is kept. */
async function aRedis(answer: string): Promise<{ place: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      asked.push(String(chunk));
      socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { place: `127.0.0.1:${port}`, asked };
}

const memory = (policy: string) => {
  const text = `# Memory\r\nmaxmemory_policy:${policy}\r\n`;
  return `$${text.length}\r\n${text}\r\n`;
};

describe('the check of Redis', () => {
  it('is content with a server that drops nothing', async () => {
    const { place } = await aRedis(memory('noeviction'));
    expect(await checkRedis(`redis://${place}`)).toMatchObject({ isOk: true });
  });

  it('says what to change in one that drops keys', async () => {
    const { place } = await aRedis(memory('allkeys-lru'));
    expect(await checkRedis(`redis://${place}`)).toMatchObject({
      isOk: false,
      detail: 'maxmemory-policy is allkeys-lru: set it to noeviction',
    });
  });

  it('signs in where the address has a password, and repeats only what the server said', async () => {
    const { place, asked } = await aRedis('-WRONGPASS invalid password\r\n');

    const finding = await checkRedis(`redis://:s%40crt@${place}`);

    expect(asked.join('')).toContain('AUTH\r\n$5\r\ns@crt\r\n');
    expect(finding).toMatchObject({ isOk: false });
    expect(finding.detail).toContain('WRONGPASS');
    expect(finding.detail).not.toContain('s@crt');
  });

  it('says of a server that is not there what to do', async () => {
    expect(await checkRedis('redis://:s3cret@127.0.0.1:1')).toEqual({
      name: 'Redis',
      isOk: false,
      detail: expect.stringMatching(
        /^the Redis of REDIS_URL, at 127\.0\.0\.1:1, does not answer \(.+\)\. Start it, or correct REDIS_URL/,
      ),
    });
  });
});

import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { check, type Finding } from './check.js';

const timeoutMs = 5_000;
const policyLine = /maxmemory_policy:(\S+)/;

/** Redis that may drop keys when it is full drops our timers. */
export function checkRedis(redisUrl: string): Promise<Finding> {
  return check('Redis', async () => {
    const url = new URL(redisUrl);
    const answer = await ask(url).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `the Redis of REDIS_URL, at ${url.hostname}:${url.port || 6379}, does not answer (${reason}). Start it, or correct ` +
          'REDIS_URL; without REDIS_URL the queue is in PostgreSQL, and needs no Redis',
        { cause: error },
      );
    });
    const policy = policyLine.exec(answer)?.[1];
    if (policy === undefined)
      return { isOk: false, detail: `unexpected answer: ${firstError(answer)}` };
    const isOk = policy === 'noeviction';
    return { isOk, detail: isOk ? policy : `maxmemory-policy is ${policy}: set it to noeviction` };
  });
}

function firstError(answer: string): string {
  return (
    answer
      .split('\r\n')
      .find((line) => line.startsWith('-'))
      ?.slice(1) ?? 'nothing'
  );
}

/** Two commands need no client library. */
async function ask(url: URL): Promise<string> {
  const target = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 6379) };
  const login = [url.username, url.password].map(decodeURIComponent).filter((part) => part !== '');
  const socket = url.protocol === 'rediss:' ? connectTls(target) : connectPlain(target);
  socket.setTimeout(timeoutMs, () =>
    socket.destroy(new Error(`no answer in ${timeoutMs / 1000} s`)),
  );
  if (login.length > 0) socket.write(encode(['AUTH', ...login]));
  socket.write(encode(['INFO', 'memory']));
  let answer = '';
  for await (const chunk of socket) {
    answer += String(chunk);
    if (policyLine.test(answer) || /(^|\r\n)-/.test(answer)) break;
  }
  socket.destroy();
  return answer;
}

function encode(words: string[]): string {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}

import { quickestMs } from '@hookline/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.js';
import { maskSecrets, registerSecret } from './register-secret.js';

const canary = 'cAnArY"p@ss\\wörd/9f8e7d6c5b4a-tail';
const releases: (() => void)[] = [];
const register = (value: string) => releases.push(registerSecret(value));

afterEach(() => {
  for (const release of releases.splice(0)) release();
});

function aLog() {
  const lines: string[] = [];
  const log = createLogger({ level: 'debug', name: 'test', write: (line) => lines.push(line) });
  return { log, lines, text: () => lines.join('') };
}

const formsOf = (value: string) => [
  value,
  encodeURIComponent(value),
  JSON.stringify(value).slice(1, -1),
  JSON.stringify(JSON.stringify(value)).slice(3, -3),
  Buffer.from(value).toString('base64').slice(0, -4),
  Buffer.from(value).toString('base64url'),
  Buffer.from(`user:${value}`).toString('base64').slice(10, -6),
  Buffer.from(`u:${value}`).toString('base64').slice(8, -6),
  Buffer.from(value).toString('hex'),
  value.slice(0, 12),
  value.slice(-12),
];

describe('createLogger', () => {
  it('writes one JSON object per line, with level, name and time', () => {
    const { log, lines } = aLog();

    log.child({ runId: 'r1' }).warn({ tries: 2 }, 'step failed');

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      name: 'test',
      runId: 'r1',
      tries: 2,
      msg: 'step failed',
    });
  });

  it('lets no line break, terminal code or text direction mark through', () => {
    const { log, lines, text } = aLog();

    log.info('a\r\n{"level":"error"}\u001b[2J\u009b31m\u2028\u202eevil\u0000');

    expect(lines).toHaveLength(1);
    expect(text().slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/); // eslint-disable-line no-control-regex
    expect(JSON.parse(text()).msg).toContain('\u202eevil');
  });

  it('redacts fields by their names, at several depths', () => {
    const { log, text } = aLog();

    log.info({ password: canary, smtp: { pass: canary } }, 'x');
    log.info({ request: { headers: { authorization: canary, 'set-cookie': [canary] } } }, 'x');

    for (const form of formsOf(canary)) expect(text()).not.toContain(form);
  });

  it('SC-1: shows a registered secret in no encoding, wherever it turns up', () => {
    const { log, text } = aLog();
    register(canary);

    log.info(`plain ${canary} text`);
    log.info({ body: JSON.stringify({ inner: JSON.stringify({ key: canary }) }) }, 'nested');
    log.info({ url: `https://x.test/?k=${encodeURIComponent(canary)}` }, 'url');
    log.info({ query: new URLSearchParams({ k: canary }).toString() }, 'form');
    for (const user of ['', 'u:', 'us:', 'user:'])
      log.info(`Basic ${Buffer.from(user + canary).toString('base64')}`);
    log.info(Buffer.from(canary).toString('base64url'));
    log.info(Buffer.from(canary).toString('hex'));
    log.info({ list: [[canary.slice(0, 12)], { [canary]: canary.slice(-12) }] }, 'ends');

    for (const form of formsOf(canary)) expect(text()).not.toContain(form);
    expect(text()).toContain('[secret]');
  });

  it('SC-1: shows of an error its text only, not the request a library hung on it', () => {
    const { log, text } = aLog();
    const cause = Object.assign(new Error('inner'), { config: { headers: { k: canary } } });
    const error = Object.assign(new Error('outer', { cause }), { request: canary, code: 'E_X' });

    log.error({ err: error }, 'call failed');
    log.error({ error, other: 1 }, 'call failed');

    expect(text()).toContain('"code":"E_X"');
    expect(text()).toContain('inner');
    for (const form of formsOf(canary)) expect(text()).not.toContain(form);
  });

  it('masks a registered secret in an error text and its stack', () => {
    const { log, text } = aLog();
    register('s3cr3t-token-value');

    log.error({ err: new Error('401 for s3cr3t-token-value') }, 'failed');

    expect(text()).not.toContain('s3cr3t-token-value');
  });

  it('keeps the line whole JSON when a secret lies across its syntax', () => {
    const { log, lines } = aLog();
    register('1234567');
    register('"msg":"hel');

    log.info({ amount: 1234567 }, 'hello');

    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
    expect(lines[0]).not.toContain('1234567');
  });

  it('forgets a secret only when its last holder lets go', () => {
    const first = registerSecret('held-by-two');
    const second = registerSecret('held-by-two');

    first();
    first();
    expect(maskSecrets('held-by-two')).toBe('[secret]');
    second();
    expect(maskSecrets('held-by-two')).toBe('held-by-two');
  });

  it('does not mask by values so short that they are ordinary words', () => {
    register('a');
    register('token');
    expect(maskSecrets('a token')).toBe('a token');
  });

  it('stays fast with 5,000 secrets', async () => {
    for (let index = 0; index < 5000; index += 1) register(`secret-number-${index}-of-many`);
    const text = 'nothing to see here, move along. '.repeat(3000);

    expect(await quickestMs(() => expect(maskSecrets(text)).toBe(text))).toBeLessThan(250);
  });
});

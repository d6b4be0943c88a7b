import { describe, expect, it } from 'vitest';
import { envExample } from './env-example.js';
import { ConfigError, readConfig } from './read-config.js';

const problemsOf = (env: NodeJS.ProcessEnv) => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ name }) => name);
    throw error;
  }
};

describe('readConfig', () => {
  it('needs no setting at all', () => {
    const config = readConfig({});

    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: undefined,
      redisUrl: undefined,
      workers: 1,
      targetConcurrency: 8,
      retryScheduleSecs: [0, 30, 120, 600, 3600, 14_400, 43_200, 86_400],
      runTimeoutHours: 168,
      historyDays: undefined,
      outboundAllow: [],
      trustedProxies: [],
      maxBodyBytes: 1_048_576,
      maxMultipartBytes: 10_485_760,
      logLevel: 'info',
      workerPort: 0,
      leaseSecs: 30,
      crashAt: undefined,
    });
    expect(config.secretKeyFile).toBe(`${config.dataDir}/secret.key`);
    expect(config.dataDir.startsWith('/')).toBe(true);
  });

  it('takes what is set and derives the rest from it', () => {
    const config = readConfig({
      PORT: '8080',
      DATA_DIR: '/srv/hookline',
      RETRY_SCHEDULE: '0, 0.5,2',
      OUTBOUND_ALLOW: '10.0.0.0/8, crm.internal:8443,127.0.0.1:9000,[::1]:80,fd00::/8',
      TRUSTED_PROXIES: '10.0.0.1,fd00::/8',
    });

    expect(config.publicUrl).toBe('http://127.0.0.1:8080');
    expect(config.secretKeyFile).toBe('/srv/hookline/secret.key');
    expect(config.retryScheduleSecs).toEqual([0, 0.5, 2]);
    expect(config.outboundAllow).toHaveLength(5);
    expect(config.trustedProxies).toEqual(['10.0.0.1', 'fd00::/8']);
  });

  it('counts an empty variable as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
  });

  it('names every problem at once, with the purpose of each variable', () => {
    const env = {
      PORT: '70000',
      WORKERS: 'many',
      PUBLIC_URL: 'hookline.example',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      LOG_LEVEL: 'loud',
    };

    expect(problemsOf(env).sort()).toEqual(Object.keys(env).sort());
    expect(() => readConfig(env)).toThrow(/PORT must be at most 65535\n\s+TCP port/);
  });

  it('says how long history must be kept at least, and takes the least', () => {
    expect(() => readConfig({ HISTORY_DAYS: '30' })).toThrow(/HISTORY_DAYS must be at least 31\n/);
    expect(readConfig({ HISTORY_DAYS: '31' }).historyDays).toBe(31);
    expect(readConfig({ HISTORY_DAYS: '' }).historyDays).toBeUndefined();
  });

  it('never repeats a value, which may be a secret', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:hunter2@db/x' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['RETRY_SCHEDULE', '0,soon'],
    ['RETRY_SCHEDULE', '-1'],
    ['RETRY_SCHEDULE', ','],
    ['RETRY_SCHEDULE', '1e9'],
    ['OUTBOUND_ALLOW', '10.0.0.0/33'],
    ['OUTBOUND_ALLOW', '*'],
    ['OUTBOUND_ALLOW', '10.1'],
    ['OUTBOUND_ALLOW', 'http://crm.internal'],
    ['OUTBOUND_ALLOW', 'crm.internal:99999'],
    ['TRUSTED_PROXIES', 'everyone'],
    ['TRUSTED_PROXIES', '10.1'],
    ['MAX_BODY_BYTES', '-5'],
    ['HISTORY_DAYS', '30'],
    ['HISTORY_DAYS', '0'],
    ['HISTORY_DAYS', '-90'],
    ['HISTORY_DAYS', '90 days'],
    ['HISTORY_DAYS', '36501'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toContain(name);
  });

  it('writes an example file that sets nothing until a line is uncommented', () => {
    const text = envExample();

    expect(text).toContain('# PORT=3000\n');
    expect(text).toContain('# DATABASE_URL=\n');
    expect(text.split('\n').every((line) => line === '' || line.startsWith('# '))).toBe(true);
    const uncommented = text.match(/^# [A-Z_]+=.*$/gm)?.map((line) => line.slice(2).split('='));
    expect(readConfig(Object.fromEntries(uncommented ?? []))).toEqual(readConfig({}));
  });
});

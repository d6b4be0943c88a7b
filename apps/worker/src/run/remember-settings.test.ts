import { scopeOf, type Scope } from '@hookline/store';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberSettings } from './remember-settings.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const scopeNumber = (n: number): Scope =>
  scopeOf(`00000000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const settings = { locale: 'en', timeZone: 'UTC', defaultCountry: 'US' } as const;

/** Settings of workspaces, and which were asked for since the last look. */
function aMemory(answer = () => Promise.resolve(settings)) {
  const asked: string[] = [];
  const settingsOf = rememberSettings(({ workspaceId }) => {
    asked.push(workspaceId);
    return answer();
  });
  return { settingsOf, asked: () => asked.splice(0).length };
}

it('the settings of a workspace are asked for once in ten seconds, however many runs want them', async () => {
  const { settingsOf, asked } = aMemory();
  await Promise.all(Array.from({ length: 100 }, () => settingsOf(scopeNumber(1))));
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(9_999);
  await settingsOf(scopeNumber(1));
  expect(asked()).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  await settingsOf(scopeNumber(1));
  expect(asked()).toBe(1);
});

it('those of ten thousand workspaces are kept and no more: with the next one all begins anew', async () => {
  const { settingsOf, asked } = aMemory();
  for (let n = 1; n <= 10_000; n += 1) await settingsOf(scopeNumber(n));
  asked();
  await settingsOf(scopeNumber(1));
  expect(asked()).toBe(0);

  await settingsOf(scopeNumber(10_001));
  await settingsOf(scopeNumber(1));
  await settingsOf(scopeNumber(10_001));
  expect(asked()).toBe(2);
});

it('those that could not be read are asked for again by the next run', async () => {
  const answers = [Promise.reject(new Error('the database is away')), Promise.resolve(settings)];
  const { settingsOf, asked } = aMemory(() => answers.shift() ?? Promise.resolve(settings));
  await expect(settingsOf(scopeNumber(1))).rejects.toThrow('away');
  expect(await settingsOf(scopeNumber(1))).toBe(settings);
  expect(asked()).toBe(2);
});

import type { Scope } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { expect } from 'vitest';
import { givenApi, givenFlow, givenOwner, type GivenApi } from '../start/api.given.js';
import { isTaken, sendOnce, type Answer } from './sender.given.js';

export type TroubledApi = Awaited<ReturnType<typeof givenTroubledApi>>;

/** An api with a flow that takes leads, whose database is about to have trouble. */
export async function givenTroubledApi() {
  const api: GivenApi = await givenApi();
  const { scope }: { scope: Scope } = await givenOwner(api);
  const hook = async (): Promise<string> =>
    `${api.url}${(await givenFlow(api.pool, scope.workspaceId)).hook}`;
  const hookUrl = await hook();
  const send = (url = hookUrl): Promise<Answer> => sendOnce(url, 'lead');
  return {
    ...api,
    scope,
    hook,
    send,
    events: async (): Promise<number> =>
      (await api.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM events')).rows[0]?.n ??
      -1,
    mended: () =>
      waitFor(async () => isTaken(await send()), {
        what: 'leads are taken again',
        timeoutMs: 20_000,
      }),
  };
}

/** Told to come again, with a time, and not kept waiting for it. */
export function expectLater(answers: readonly Answer[]): void {
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
  expect(answers.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);
  expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(3_500);
}

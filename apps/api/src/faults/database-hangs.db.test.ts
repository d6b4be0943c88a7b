import { waitFor } from '@hookline/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTaken } from './sender.given.js';
import { expectLater, givenTroubledApi, type TroubledApi } from './troubled-api.given.js';

let api: TroubledApi;
beforeEach(async () => {
  api = await givenTroubledApi();
});
afterEach(() => api.stop());

describe('a database that hangs (DB-2)', () => {
  it('answers 503 in 3 seconds at an address that is known and at one that is not, and recovers', async () => {
    const unknown = await api.hook();
    expect(isTaken(await api.send())).toBe(true);
    api.proxy.behave({ mode: 'black-hole' });

    expectLater(await Promise.all([api.send(), api.send(unknown)]));
    expectLater(await Promise.all([api.send(), api.send(unknown)]));

    api.proxy.behave({ mode: 'pass' });
    await api.mended();
  });

  it('does not store afterwards what had not been sent when its sender was told to come again', async () => {
    expect(isTaken(await api.send())).toBe(true);
    api.proxy.behave({ mode: 'black-hole' });
    const first = Promise.all([api.send(), api.send()]);
    await waitFor(() => api.resources.ingestPool.waitingCount + busy() >= 1, {
      what: 'a batch is under way',
    });
    const crowd = await Promise.all(Array.from({ length: 600 }, () => api.send()));
    expect(new Set([...(await first), ...crowd].map(({ status }) => status))).toEqual(
      new Set([503]),
    );

    api.proxy.behave({ mode: 'pass' });
    await api.mended();
    // The lead before and the one after; a try that was written just as its time was over may be a third.
    expect(await api.events()).toBeLessThanOrEqual(3);
    expect(busy()).toBeLessThanOrEqual(4);
  });

  const busy = (): number =>
    api.resources.ingestPool.totalCount - api.resources.ingestPool.idleCount;
});

import { NeedsReconnect, Rejected, type AgingAccess } from '@hookline/connector-kit';
import { findRegistration } from '@hookline/connectors';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createConnectionOpener } from '../connection/open-connection.js';
import { openVeil } from '../connection/open-veil.js';
import { openTending, type Tending } from './tend-registration.given.js';

describe('a registration whose sender has a key that ages', () => {
  let g: Tending;
  beforeAll(async () => (g = await openTending()));
  afterAll(() => g.close());
  beforeEach(() => g.begin());
  afterEach(() => g.end());

  it('has the key of its sender renewed once for all flows, and keeps what came instead', async () => {
    const known = findRegistration('gitlab', 'event');
    if (!known) throw new Error('there is none');
    let renewals = 0;
    const access: AgingAccess = {
      isFresh: ({ untilMs }, nowMs) => typeof untilMs === 'number' && untilMs > nowMs,
      renew: async (_, { next }, nowMs) => {
        if (next !== `next-${renewals}`) throw new Rejected('it was used before');
        renewals += 1;
        return {
          apiToken: `glpat-renewed-${renewals}`,
          next: `next-${renewals}`,
          untilMs: nowMs + 60_000,
        };
      },
    };
    const connectionId = await g.aConnection({ next: 'next-0' });
    await g.want((await g.aFlow()).flowId, connectionId);
    await g.want((await g.aFlow()).flowId, connectionId);

    await g.tend({ findRegistration: () => ({ ...known, access }) });

    expect(g.trouble).toEqual([]);
    expect(renewals).toBe(1);
    const used = g.vendor.requests.map(({ headers }) => headers['private-token']);
    expect(new Set(used)).toEqual(new Set(['glpat-renewed-1']));
    const kept = await createConnectionOpener(g.pool, g.ring)(g.scope, {
      connectionId,
      app: 'gitlab',
      veil: openVeil(),
    });
    expect(kept).toMatchObject({
      apiToken: 'glpat-renewed-1',
      next: 'next-1',
      baseUrl: g.vendor.url,
    });
  });

  it('says that a person must act when its sender renews the key no more', async () => {
    const known = findRegistration('gitlab', 'event');
    if (!known) throw new Error('there is none');
    const access: AgingAccess = {
      isFresh: () => false,
      renew: () => Promise.reject(new NeedsReconnect('install it again')),
    };
    await g.want((await g.aFlow()).flowId, await g.aConnection());

    await g.tend({ findRegistration: () => ({ ...known, access }) });

    expect(g.vendor.requests).toEqual([]);
    expect((await g.rows())[0]).toMatchObject({ state: 'failed', error: 'install it again' });
  });
});

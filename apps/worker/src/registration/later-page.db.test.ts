import type { Http } from '@hookline/connector-kit';
import type { VendorRequest } from '@hookline/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTending, publicUrl, type Tending } from './tend-registration.given.js';

const mostPerPage = 100;

const senders = [
  {
    app: 'github',
    event: 'event',
    place: { repository: 'acme/site' },
    wanted: 'issues',
    list: '/repos/acme/site/hooks',
    hookAt: (url: string, id: number) => ({
      id,
      active: true,
      events: ['issues'],
      config: { url },
    }),
  },
  {
    app: 'woocommerce',
    event: 'change',
    place: {},
    wanted: 'order.created',
    list: '/wp-json/wc/v3/webhooks',
    hookAt: (url: string, id: number) => ({
      id,
      delivery_url: url,
      topic: 'order.created',
      status: 'active',
    }),
  },
];

describe('a webhook of ours behind a hundred of others', () => {
  let g: Tending;
  beforeAll(async () => (g = await openTending()));
  afterAll(() => g.close());
  beforeEach(() => g.begin());
  afterEach(() => g.end());

  /** Whose API has one address for all is at the fake's. */
  const openHttp = (): Http => {
    const { request } = g.means().openHttp(g.scope);
    return {
      request: (asked) =>
        request({ ...asked, url: asked.url.replace('https://api.github.com', g.vendor.url) }),
    };
  };

  it.each(senders)(
    'is found at $app, made to fit, and taken away, and no second one is made',
    async ({ app, event, place, wanted, list, hookAt }) => {
      const { flowId, token } = await g.aFlow();
      const hooks = [
        ...Array.from({ length: mostPerPage }, (_, at) => hookAt('https://x.example', at + 1)),
        hookAt(`${publicUrl}/hooks/${token}`, 777),
      ];
      const page = ({ query }: VendorRequest) => {
        const start = (Number(query.get('page') ?? 1) - 1) * mostPerPage;
        return { body: hooks.slice(start, start + mostPerPage) };
      };
      g.vendor.reply(`GET ${list}`, page);
      g.vendor.reply(`${list}/777`, { body: hooks.at(-1) });
      const values = { shopUrl: g.vendor.url, consumerKey: 'ck', consumerSecret: 'cs' };
      const connectionId = await g.aConnection(values, app);
      await g.wantOf(flowId, { app, event, connectionId, place, events: [wanted] });

      await g.tend({ openHttp });
      expect(g.trouble).toEqual([]);
      expect(await g.rows()).toMatchObject([{ state: 'registered', sender_ids: ['777'] }]);
      await g.pool.query(`UPDATE registrations SET state = 'leaving'`);
      await g.makeDue();
      await g.tend({ openHttp });

      expect(await g.rows()).toEqual([]);
      const changes = g.vendor.requests.filter(({ method }) => method !== 'GET');
      expect(changes.map(({ method, path }) => [method, path])).toEqual([
        [expect.stringMatching(/^P(?:ATCH|UT)$/), `${list}/777`],
        ['DELETE', `${list}/777`],
      ]);
    },
  );
});

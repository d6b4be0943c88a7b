import type { HttpRequest } from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { ask, isTaking } from './ask-registration.given.js';
import { findConnector, findReceiver, registrations } from './index.js';
import { json } from './ports.given.js';
import { exchanges } from './registrations.given.js';

const bodyOf = ({ headers, body }: HttpRequest): unknown =>
  headers?.['content-type'] === 'application/json' ? JSON.parse(String(body)) : String(body);

describe.each(registrations)('the registration at $app', (known) => {
  it('finds what it made by the address alone, and sees when the sender has switched it off', async () => {
    const { exchange, call } = ask(known, () => json(exchanges[known.app]?.list ?? null));
    const unfit = ask(known, () => json(exchanges[known.app]?.unfit ?? null));

    expect(await known.find(call)).toEqual({ ids: exchange.ids, fits: true });
    expect((await known.find(unfit.call)).fits).toBe(false);
  });

  it('tells the sender the address, the events and the secret, as documented', async () => {
    const { exchange, call, requests } = ask(known, () =>
      json(exchanges[known.app]?.created ?? null),
    );

    const made = await known.create(call);

    const [first] = requests;
    expect(first).toMatchObject({ method: exchange.asked.method, url: exchange.asked.url });
    const [name, value] = exchange.asked.header;
    expect(first?.headers?.[name]).toBe(value);
    expect(first && bodyOf(first)).toEqual(exchange.asked.body);
    expect(made.ids).toEqual(exchange.ids);
    expect(made.values).toEqual(known.tellsSecret ? { secret: 'whsec_told' } : undefined);
  });

  it('changes what is there, and never takes it away before something stands in its place', async () => {
    const { unfit = null, created = null } = exchanges[known.app] ?? {};
    const isReading = ({ method, url }: HttpRequest) => method === 'GET' || /event\.get$/.test(url);
    const { exchange, call, requests } = ask(known, (request) =>
      json(isReading(request) ? unfit : created),
    );

    const made = await known.change(call, exchange.ids);

    const [first] = requests.filter((request) => !isReading(request));
    const { method, url, body } = exchange.changed ?? exchange.asked;
    expect(first).toMatchObject({ method, url });
    expect(first && bodyOf(first)).toEqual(body);
    expect(made.ids).toEqual(exchange.ids);
  });

  it('takes nothing away when the sender refuses what is to come instead', async () => {
    const { list = null } = exchanges[known.app] ?? {};
    const isReading = ({ method, url }: HttpRequest) => method === 'GET' || /event\.get$/.test(url);
    const { exchange, call, requests } = ask(known, (request) =>
      isReading(request) ? json(list) : json({ message: 'too many' }, 422),
    );
    const more = { ...call, events: [...call.events, 'UPDATE'], settings: { ...call.settings } };

    await expect(known.change(more, exchange.ids)).rejects.toMatchObject({ code: 'rejected' });

    expect(requests.filter(isTaking)).toEqual([]);
  });

  it('takes it away, and takes what is gone for done', async () => {
    const { gone = json({}, 404), list = null } = exchanges[known.app] ?? {};
    const { exchange, call, requests } = ask(known, ({ method }) =>
      method === 'GET' ? json(list) : gone,
    );

    await known.remove(call, exchange.ids);

    const taking = requests.filter(({ method }) => method !== 'GET');
    expect(taking).toHaveLength(exchange.removals ?? 1);
    expect(taking[0]).toMatchObject(exchange.removed);
  });

  it('says in words that the key is no longer good, and never the key itself', async () => {
    const { exchange, call } = ask(known, () => json({ message: 'Bad credentials' }, 401));

    const error: unknown = await known.find(call).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'needs_reconnect' });
    for (const value of Object.values(exchange.connection)) {
      const isSecret = typeof value === 'string' && !/\./.test(value) && value.length > 2;
      if (isSecret && error instanceof Error) expect(error.message).not.toContain(value);
    }
  });

  it('needs only fields that there are, and keeps its secret in one of them', () => {
    const preset = findReceiver(known.app, known.event);
    const keys = [
      ...(preset?.connectionFields ?? []).map(({ key }) => key),
      ...Object.keys(findConnector(known.app)?.connection?.fields ?? {}),
    ];

    expect(keys).toEqual(expect.arrayContaining([...known.needs.connection]));
    expect(preset?.settings.map(({ key }) => key)).toEqual(
      expect.arrayContaining([...known.needs.settings, 'connectByHand']),
    );
    if (known.secretField !== null) expect(keys).toContain(known.secretField);
  });
});

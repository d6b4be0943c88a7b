import type { FlowView } from '@hookline/contract';
import { type Program, waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenHouse, tellVendor, type House } from '../../faults/house.given.js';

const secret = 'the-key-that-only-the-shop-knows';
const personal = 'anna.petrova@example.com';

let house: House;
let api: Program;
let hookUrl: string;

beforeAll(async () => {
  house = await givenHouse({ env: { LOG_LEVEL: 'debug', MAX_BODY_BYTES: '2000' } });
  api = await house.startApi();
  const values = { method: 'key', name: 'x-shop-key', value: secret };
  const connection = await call('/connections', { app: 'webhook', name: 'Shop', values });
  const flow = await call('/flows', {
    schemaVersion: 1,
    name: 'Leads of the shop',
    trigger: { app: 'webhook', event: 'received', connectionId: connection.id, settings: {} },
    steps: [tellVendor(house.vendor)],
  });
  ({ hookUrl } = await call(`/flows/${flow.id}/publish`));
});
afterAll(() => house.stop());

type Made = Pick<FlowView, 'id' | 'hookUrl'>;

async function call(path: string, json?: object): Promise<Made> {
  const answer = await fetch(`${new URL(house.hookUrl).origin}/api/v1${path}`, {
    method: 'POST',
    headers: { ...house.bearer, 'content-type': 'application/json' },
    body: JSON.stringify(json ?? {}),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as Made;
}

/** Where they send it: our address as this machine reaches it. */
const address = (token = new URL(hookUrl).pathname): string =>
  `${new URL(house.hookUrl).origin}${token}?email=${personal}`;

const refusals = {
  'a wrong key': {
    status: 401,
    level: 'info',
    key: 'the-key-that-somebody-guessed',
    body: {},
  },
  'a body that is too large': {
    status: 413,
    level: 'debug',
    key: secret,
    body: { more: 'x'.repeat(2_001) },
  },
  'a body that is no JSON': {
    status: 400,
    level: 'debug',
    key: secret,
    text: `{"email":"${personal}"`,
  },
  'an address that leads nowhere': {
    status: 404,
    level: 'debug',
    key: secret,
    body: {},
    token: '/hooks/an-address-that-was-given-to-nobody',
  },
} as const;

it.each(Object.entries(refusals))(
  'a webhook refused for %s has one line, under the id of its answer, and nothing that was sent',
  async (_, refusal) => {
    const { status, level, key } = refusal;
    const url = address('token' in refusal ? refusal.token : undefined);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shop-key': key },
      body: 'text' in refusal ? refusal.text : JSON.stringify({ email: personal, ...refusal.body }),
    });
    const { error } = (await answer.json()) as { error: { code: string; requestId: string } };
    const id = answer.headers.get('x-request-id') ?? '';
    await waitFor(() => api.log().includes(id), { what: 'the refusal is logged' });

    expect(answer.status).toBe(status);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.requestId).toBe(id);
    const lines = api.log().split('\n');
    const those = lines.filter((line) => line.includes(id)).map((line) => JSON.parse(line));
    expect(those).toEqual([
      expect.objectContaining({
        level,
        name: 'api',
        requestId: id,
        route: '/hooks/:token',
        code: error.code,
        msg: 'request refused',
      }),
    ]);
    for (const sent of [personal, secret, key, new URL(url).pathname.split('/')[2] ?? ''])
      expect(api.log()).not.toContain(sent);
  },
);

it('the log of the api is one JSON object a line, whatever was sent', () => {
  const lines = api.log().trim().split('\n');
  expect(lines.length).toBeGreaterThan(Object.keys(refusals).length);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ name: 'api', level: expect.any(String) });
});

import type { ReceiverPreset } from '@hookline/contract';
import { receivers } from '@hookline/connectors';
import { aSender, wireOf, type Sent } from '@hookline/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenApi, givenFlow, givenOwner, type GivenApi } from '../../start/api.given.js';
import { aBatch } from './batch.given.js';
import { aGreeting } from './greeting.given.js';

/** The long form: `FUZZ_RUNS=50000 npx vitest run --project db apps/api/src/ingest/receivers/fuzz`. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 2_000);
const publicUrl = 'https://hooks.example.test';

type Source = { preset: ReceiverPreset; hook: string; seeds: readonly Sent[] };

let api: GivenApi;
let sources: readonly Source[];
beforeAll(async () => {
  api = await givenApi({ PUBLIC_URL: publicUrl });
  const owner = await givenOwner(api);
  sources = await Promise.all(receivers.map((preset) => givenSource(preset, owner)));
});
afterAll(() => api.stop());

async function givenSource(
  preset: ReceiverPreset,
  { scope, bearer }: Awaited<ReturnType<typeof givenOwner>>,
): Promise<Source> {
  const { app, event } = preset;
  const sender = aSender(preset, Date.now());
  const values = app === 'telegram' ? { ...sender.values, token: '1:a' } : sender.values;
  let connectionId: string | null = null;
  if (preset.connection === 'required') {
    const json = { app, name: app, values };
    const made = await api.ask('/api/v1/connections', { json, headers: bearer });
    connectionId = ((await made.json()) as { id: string }).id;
  }
  const { hook } = await givenFlow(api.pool, scope.workspaceId, {
    trigger: { app, event, connectionId },
  });
  const sign = (sent: Sent): Sent => sender.sign(sent, `${publicUrl}${hook}${sent.path}`);
  const plain = [wireOf(preset), ...preset.greetings.map((each) => aGreeting(preset, each))];
  const all = preset.split ? [...plain, aBatch(preset)] : plain;
  return { preset, hook, seeds: [...all, ...all.map(sign)] };
}

const hostile = [
  '__proto__[x]=1&constructor[prototype][x]=2',
  '{"__proto__":{"x":1}}',
  '\u0000',
  '%',
  '=',
  '[',
  '😀',
  '&'.repeat(50),
];
const change = fc.record({
  kind: fc.constantFrom(
    'set',
    'cut',
    'double',
    'insert',
    'header',
    'drop',
    'method',
    'query',
    'path',
    'none',
  ),
  at: fc.nat(4_000),
  byte: fc.nat(255),
  text: fc.constantFrom(...hostile),
  type: fc.constantFrom(
    'application/json',
    'application/xml',
    'multipart/form-data; boundary=B',
    'text/plain',
    ';;',
    'application/x-www-form-urlencoded',
  ),
  method: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST'),
});
type Change = {
  kind: string;
  at: number;
  byte: number;
  text: string;
  type: string;
  method: string;
};
const mutation = fc.record({
  source: fc.nat(1_000),
  seed: fc.nat(1_000),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
});

type Mutable = Omit<Sent, 'body'> & { body: Buffer };

/** The seed with some of its bytes, headers, method or address changed. */
function mutate({ body, ...sent }: Sent, changes: readonly Change[]): Mutable {
  const mutable: Mutable = { ...sent, headers: { ...sent.headers }, body: Buffer.from(body) };
  for (const each of changes) apply(mutable, each);
  return mutable;
}

function apply(sent: Mutable, { kind, at, byte, text, type, method }: Change): void {
  const { body } = sent;
  const place = at % Math.max(body.length, 1);
  const names = Object.keys(sent.headers);
  const name = names[at % Math.max(names.length, 1)] ?? 'x-a';
  if (kind === 'set') body[place] = byte;
  if (kind === 'cut')
    sent.body = Buffer.concat([body.subarray(0, place), body.subarray(place + 3)]);
  if (kind === 'double') sent.body = Buffer.concat([body, body.subarray(place)]);
  if (kind === 'insert')
    sent.body = Buffer.concat([body.subarray(0, place), Buffer.from(text), body.subarray(place)]);
  if (kind === 'header')
    sent.headers[name] =
      name === 'content-type' ? type : `${sent.headers[name] ?? ''}${at}`.slice(at % 7);
  if (kind === 'drop') Reflect.deleteProperty(sent.headers, name);
  if (kind === 'method') sent.method = method;
  if (kind === 'query') sent.query = encodeURI(text).replaceAll('#', '');
  if (kind === 'path') sent.path = `/${encodeURIComponent(text)}`;
}

describe('whatever is sent to any receiver', () => {
  it(
    `IN-20: ${runs} seeded mutations: no 5xx but 503, no pollution, and every 2xx is in the ledger`,
    async () => {
      const given = fc.sample(mutation, { numRuns: runs, seed: 20_261_121 });
      const bad: string[] = [];
      const answered: string[] = [];
      const work = given.entries();
      const send = async (): Promise<void> => {
        for (const [number, { source, seed, changes }] of work) {
          const { hook, seeds } = sources[source % sources.length] ?? { hook: '', seeds: [] };
          const base = seeds[seed % seeds.length];
          if (!base) continue;
          const sent = mutate(base, changes);
          const hasBody = !['GET', 'HEAD'].includes(sent.method);
          const answer = await api.ask(`${hook}${sent.path}?${sent.query}`, {
            method: sent.method,
            headers: { ...sent.headers, 'x-fuzz': String(number) },
            ...(hasBody ? { body: new Uint8Array(sent.body) } : {}),
          });
          await answer.arrayBuffer();
          if (answer.status >= 500 && answer.status !== 503)
            bad.push(`${number}: ${answer.status}`);
          const isKept = answer.status < 300 && !['HEAD', 'OPTIONS'].includes(sent.method);
          if (isKept) answered.push(String(number));
        }
      };
      await Promise.all(Array.from({ length: 16 }, send));

      expect(bad).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(answered.length).toBeGreaterThan(runs / 20);
      const { rows } = await api.pool.query<{ number: string }>(
        `SELECT DISTINCT h ->> 1 AS number FROM events, jsonb_array_elements(headers) AS h
         WHERE h ->> 0 = 'x-fuzz' AND state <> 'rejected'`,
      );
      const kept = new Set(rows.map(({ number }) => number));
      expect(answered.filter((number) => !kept.has(number))).toEqual([]);
      expect(api.log.filter((line) => /"level":"?(?:error|fatal|50|60)/.test(line))).toEqual([]);
      const live = await api.ask('/health/live');
      expect(live.status).toBe(200);
    },
    Math.max(60_000, runs * 20),
  );
});

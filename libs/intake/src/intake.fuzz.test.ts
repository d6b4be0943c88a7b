import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFormBuilder, aPreset, take } from './intake.given.js';
import type { RawRequest } from './raw-request.js';

const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=B',
  'application/xml',
  'text/plain; charset=windows-1251',
  'application/octet-stream',
  'multipart/form-data',
  'application/json; charset=utf-16',
  ' ;;',
];
const seeds = [
  '{"a":{"b":[1,2,{"__proto__":{"x":1}}]},"constructor":{"prototype":1}}',
  'a[b][]=1&a[0][c]=2&__proto__[x]=1&constructor[prototype][x]=2&COOKIES=TILDAUTM%3Dutm_source%253Da&payment=%7B%22products%22%3A%5B%22A+-+1x2%3D2%22%5D%7D',
  '--B\r\nContent-Disposition: form-data; name="__proto__[x]"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name="f"; filename="../x"\r\n\r\n\xff\0\r\n--B--\r\n',
  '<?xml version="1.0"?><a b="&#0;"><__proto__><x>1</x></__proto__><![CDATA[<z>]]>&amp;</a>',
  '\ufeff{"имя":"\\ud800\\u0000","n":1e999}',
];

/** A seed with some of its bytes changed, cut out or doubled. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(400), fc.nat(255), fc.constantFrom('set', 'cut', 'double')), {
      maxLength: 8,
    }),
  )
  .map(([seed, changes]) => {
    let bytes = Buffer.from(seed, 'utf8');
    for (const [position, byte, change] of changes) {
      const at = position % Math.max(bytes.length, 1);
      if (change === 'set') bytes[at] = byte;
      if (change === 'cut') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 3)]);
      if (change === 'double') bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    }
    return bytes;
  });

const request: fc.Arbitrary<RawRequest> = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'GET', 'HEAD', 'TRACE'),
  path: fc.constantFrom('', '/x'),
  query: fc.oneof(fc.constantFrom('', 'a[b]=1&__proto__[x]=1', 'key=a long secret'), fc.string()),
  headers: fc.array(
    fc.oneof(
      fc.tuple(fc.constant('Content-Type'), fc.constantFrom(...types)),
      fc.tuple(fc.constantFrom('key', 'x-a', 'content-encoding', 'webhook-id'), fc.string()),
    ),
    { maxLength: 3 },
  ),
  body: fc.oneof(mutated, mutated, fc.uint8Array({ maxLength: 300 })),
  url: fc.constant('https://hooks.example.test/hooks/t'),
  address: fc.constantFrom(null, '192.0.2.1'),
  receivedAtMs: fc.constant(1_700_000_000_000),
});

const connections = [null, { name: 'key', value: 'a long secret' }, { name: 'key' }];
const settings = [{}, { dedupePath: 'a.b.0' }, { dedupePath: 'header:webhook-id' }];
const outcomes = new Set(['event', 'test', 'rejected']);

describe('whatever a stranger sends', () => {
  it('IN-20: 2,000 seeded mutations end in an outcome, pollute no prototype and can be stored', async () => {
    const given = fc.tuple(
      request,
      fc.constantFrom(aPreset(), aFormBuilder()),
      fc.constantFrom(...connections),
      fc.constantFrom(...settings),
    );
    await fc.assert(
      fc.asyncProperty(given, async ([sent, preset, connection, chosen]) => {
        const outcome = await take(sent, { preset, connection, settings: chosen });

        expect(outcomes.has(outcome.outcome)).toBe(true);
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as Record<string, unknown>)['x']).toBeUndefined();
        if (outcome.outcome === 'rejected') {
          expect(outcome.keptBytes.length).toBeLessThanOrEqual(4_096);
          return;
        }
        if (outcome.outcome === 'events') throw new Error('no batch was asked for');
        const text = JSON.stringify(outcome.body.payload);
        expect(text).not.toMatch(/(?:^|[^\\])(?:\\\\)*\\u0000|(?:^|[^\\])(?:\\\\)*\\ud[89ab]/i);
        expect(outcome.summary.length).toBeLessThanOrEqual(200);
        expect(outcome.rawBody.length).toBe(sent.body.length);
        if (!outcome.body.isDerived) {
          expect(JSON.parse(Buffer.from(outcome.rawBody).toString())).toEqual(outcome.body.payload);
        }
      }),
      { numRuns: 2_000, seed: 20_261_121 },
    );
  });
});

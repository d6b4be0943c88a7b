import { describe, expect, it } from 'vitest';
import { parseJson, readJsonBody } from './read-json-body.js';

describe('reading JSON of a target', () => {
  it('gives the value, or undefined for what is no JSON', () => {
    expect(readJsonBody({ status: 200, headers: {}, body: Buffer.from('{"a":[1]}') })).toEqual({
      a: [1],
    });
    expect(['', '<html>', '{"a":'].map(parseJson)).toEqual([undefined, undefined, undefined]);
  });

  it('replaces what no database text can hold', () => {
    expect(parseJson('{"a":"x\\u0000y","b":["\\ud800"],"c":"\\ud83d\\ude00"}')).toEqual({
      a: 'x\ufffdy',
      b: ['\ufffd'],
      c: '😀',
    });
  });

  it('pollutes no prototype', () => {
    parseJson('{"__proto__":{"x":"\\u0000"},"constructor":{"prototype":{"x":1}}}');

    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { catcherAnswer, flowAnswer, isOwnHeader } from './answer.js';

const isTaken = (answer: unknown): boolean => flowAnswer.safeParse(answer).success;

describe('the answer of a flow', () => {
  it('fills in what is usual', () => {
    expect(flowAnswer.parse({ kind: 'reply' })).toEqual({
      kind: 'reply',
      status: 200,
      contentType: 'application/json',
      headers: [],
      body: '',
      testDelayMs: 0,
    });
  });

  it('is never a refusal, and waits for five seconds at most', () => {
    for (const status of [199, 300, 303, 404, 500, 200.5]) {
      expect(isTaken({ kind: 'reply', status })).toBe(false);
    }
    expect(isTaken({ kind: 'reply', status: 204, body: 'x' })).toBe(false);
    expect(isTaken({ kind: 'reply', testDelayMs: 5_001 })).toBe(false);
    expect(isTaken({ kind: 'reply', contentType: 'text/javascript' })).toBe(false);
  });

  it('may be a failure where it belongs to no flow, and has no body where HTTP has none', () => {
    const isCaught = (answer: unknown) => catcherAnswer.safeParse(answer).success;
    for (const status of [200, 303, 404, 500, 599])
      expect(isCaught({ kind: 'reply', status }), String(status)).toBe(true);
    for (const status of [100, 199, 600, 500.5])
      expect(isCaught({ kind: 'reply', status }), String(status)).toBe(false);
    expect(isCaught({ kind: 'reply', status: 304, body: 'x' })).toBe(false);
  });

  it('sets no header that steers a browser, a cache or a proxy', () => {
    const refused = ['Set-Cookie', 'Location', 'Content-Type', 'Content-Security-Policy'];
    const also = ['X-Accel-Redirect', 'X-Frame-Options', 'Access-Control-Allow-Origin', 'X-Hook-'];
    for (const name of [...refused, ...also, 'x-hook-a\r\nset-cookie', '']) {
      expect(isOwnHeader(name), name).toBe(false);
    }
    expect(['X-Hook-Id', 'Webhook-Request-Id', 'content-language'].every(isOwnHeader)).toBe(true);
    expect(isTaken({ kind: 'reply', headers: [['X-Hook-Id', 'a\r\nset-cookie: b']] })).toBe(false);
  });

  it('leads to a page over https only, and carries no credentials there', () => {
    const leads = (url: string) => isTaken({ kind: 'redirect', url });
    expect(leads('https://shop.example/thanks?from=form')).toBe(true);
    for (const url of [
      'http://shop.example/',
      'javascript:alert(1)',
      '//shop.example',
      '/thanks',
      'https://user:word@shop.example/',
      'https://shop.example/\r\nset-cookie:a',
      `https://shop.example/${'a'.repeat(2_000)}`,
    ]) {
      expect(leads(url), url).toBe(false);
    }
  });
});

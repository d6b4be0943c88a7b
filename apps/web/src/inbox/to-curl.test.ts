import { expect, it } from 'vitest';
import { anEventView } from '../given/answers.given.js';
import { toCurl } from './to-curl.js';

const url = 'https://hooks.example/hooks/abc';

it('writes what was sent, without what each sender makes anew', () => {
  const event = anEventView({
    path: '/orders',
    query: 'a=1&key=***',
    headers: [
      ['Host', 'old'],
      ['Content-Type', 'application/json'],
      ['Authorization', '***'],
      ['X-Forwarded-For', '10.0.0.1'],
    ],
    rawText: '{"pin":"***","n":"it\'s"}',
  });
  expect(toCurl(event, url)).toBe(
    [
      `curl --globoff -X 'POST' 'https://hooks.example/hooks/abc/orders?a=1&key=YOUR-SECRET'`,
      `-H 'Content-Type: application/json'`,
      `-H 'Authorization: YOUR-SECRET'`,
      `--data-raw '{"pin":"YOUR-SECRET","n":"it'\\''s"}'`,
    ].join(' \\\n  '),
  );
});

it('lets nothing out of its quotes', () => {
  const evil = `'; rm -rf / #$(id)\`id\``;
  const event = anEventView({ path: '', headers: [['X-A', evil]], rawText: evil, bodyBytes: 9 });
  // Whatever stands between quotes is taken out; what is left is ours.
  const bare = toCurl(event, url)
    .replaceAll(`'\\''`, '')
    .replace(/'[^']*'/g, '');
  expect(bare).toBe('curl --globoff -X   \\\n  -H  \\\n  --data-raw ');
});

it('leaves brackets of an address, an empty header and a hidden part of the way as they were', () => {
  const event = anEventView({
    path: '/***/b',
    query: 'a[0]=1&b={1,2}',
    headers: [
      ['X-Empty', ''],
      ['X-Original-URI', '/hooks/abc?key=***'],
    ],
  });
  const command = toCurl(event, url);
  expect(command).toContain(`--globoff`);
  expect(command).toContain(`/abc/YOUR-SECRET/b?a[0]=1&b={1,2}'`);
  expect(command).toContain(`-H 'X-Empty;'`);
  expect(command).toContain(`-H 'X-Original-URI: /hooks/abc?key=YOUR-SECRET'`);
});

it('takes bytes from the file, and has no body where there was none', () => {
  expect(toCurl(anEventView({ rawText: null, bodyBytes: 3 }), url)).toContain(
    `--data-binary '@e1.bin'`,
  );
  expect(toCurl(anEventView({ rawText: '', bodyBytes: 0 }), url)).not.toContain('data');
});

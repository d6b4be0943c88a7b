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
      `curl -X 'POST' 'https://hooks.example/hooks/abc/orders?a=1&key=YOUR-SECRET'`,
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
  expect(bare).toBe('curl -X   \\\n  -H  \\\n  --data-raw ');
});

it('takes bytes from the file, and has no body where there was none', () => {
  expect(toCurl(anEventView({ rawText: null, bodyBytes: 3 }), url)).toContain(
    `--data-binary '@e1.bin'`,
  );
  expect(toCurl(anEventView({ rawText: '', bodyBytes: 0 }), url)).not.toContain('data');
});

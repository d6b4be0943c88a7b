import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');

/** What can open a socket. Types, pure functions and servers of the same modules cannot. */
const openers =
  /^import (?!type )(?<what>[^;]*?) from '(?:node:)?(?:net|tls|http|https|http2|dgram|dns|dns\/promises|undici|nodemailer[^']*)'/gm;
const hidden = /(?:import|require)\(\s*['"`](?:node:)?(?:net|tls|https?|http2|dgram|dns|undici)\b/;
const harmless =
  /^\{(?:\s*(?:type \w+|isIP(?:v[46])?|BlockList|createServer|STATUS_CODES)\s*,?)*\s*\}$/;
const fetches = /(?<![.\w])fetch\(/;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.(test|given|bench)\.tsx?$/.test(entry.name))
      yield path;
  }
}

const opens = (text: string) =>
  fetches.test(text) ||
  hidden.test(text) ||
  [...text.matchAll(openers)].some(({ groups }) => !harmless.test(groups?.['what'] ?? ''));

it('SS-12: nothing of the server but the door, the mailer behind it and the sender of traces can open a socket', () => {
  const libs = readdirSync(join(root, 'libs')).filter((name) => name !== 'testkit');
  const folders = [...libs.map((name) => join('libs', name)), 'apps/worker', 'apps/api'];
  const found = folders
    .flatMap((folder) => [...sources(join(root, folder))])
    .filter((path) => opens(readFileSync(path, 'utf8')))
    .map((path) => relative(root, path))
    .sort();

  expect(found).toEqual([
    'libs/platform/src/mail/build-message.ts',
    'libs/platform/src/mail/open-session.ts',
    'libs/platform/src/outbound/create-gate.ts',
    'libs/platform/src/outbound/create-pools.ts',
    'libs/platform/src/outbound/exchange.ts',
    'libs/platform/src/outbound/open-socket.ts',
    'libs/platform/src/trace/post-spans.ts',
  ]);
});

it.each([
  "import { connect } from 'node:net';",
  "import https from 'https';",
  "import { isIP, connect } from 'node:net';",
  "import {\n  request,\n} from 'undici';",
  "import { createServer, get } from 'node:http';",
  "import nodemailer from 'nodemailer';",
  "const net = await import('node:net');",
  'const answer = await fetch(url);',
])('SS-12: sees it in: %s', (line) => {
  expect(opens(line)).toBe(true);
});

it.each([
  "import type { Socket } from 'node:net';",
  "import { isIP } from 'node:net';",
  "import { createServer, type Server } from 'node:http';",
  'await http.fetch(url);',
  'prefetch(url);',
])('is not alarmed by: %s', (line) => {
  expect(opens(line)).toBe(false);
});

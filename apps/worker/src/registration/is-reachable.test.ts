import { expect, it } from 'vitest';
import { isReachable } from './is-reachable.js';

it.each([
  'https://hooks.example.com',
  'https://hooks.example.com.',
  'http://203.0.114.7:3000',
  'https://172.15.0.1',
  'https://172.32.0.1',
  'https://100.128.0.1',
  'https://[2a00:1450:4010::65]',
  'https://internal.example.com',
])('takes %s for an address that the world can reach', (url) => {
  expect(isReachable(url)).toBe(true);
});

it.each([
  'http://localhost:3000',
  'http://app.localhost',
  'http://hookline:3000',
  'http://printer.local',
  'http://db.internal',
  'http://nas.lan.',
  'http://127.0.0.1:3000',
  'http://0.0.0.0',
  'http://10.1.2.3',
  'http://192.168.0.2',
  'http://172.16.0.1',
  'http://172.31.255.254',
  'http://169.254.1.1',
  'http://100.64.0.1',
  'http://100.127.255.254',
  'http://[::1]',
  'http://[fc00::1]',
  'http://[fd12:3456::1]',
  'http://[fe80::1]',
  'http://[::ffff:10.0.0.1]',
])('knows that nobody outside reaches %s', (url) => {
  expect(isReachable(url)).toBe(false);
});

import { expect, it } from 'vitest';
import type { FieldDescription } from './field.js';
import { goElsewhere } from './go-elsewhere.js';

const field = (key: string, more: Partial<FieldDescription>): FieldDescription => ({
  key,
  kind: 'text',
  label: { en: key },
  required: false,
  mappable: false,
  ...more,
});
const url = field('url', { secretsGoTo: 'address', default: 'https://api.example.com/v1' });
const hosts = field('hosts', { secretsGoTo: 'hosts' });
const name = field('name', {});
const go = (before: object, after: object) =>
  goElsewhere([url, hosts, name], { ...before }, { ...after });

it('sees another address, and one in the place of the usual', () => {
  expect(go({ url: 'https://a.example' }, { url: 'https://b.example' })).toBe(true);
  expect(go({ url: 'https://a.example' }, { url: 'http://a.example' })).toBe(true);
  expect(go({ url: 'https://a.example' }, { url: 'https://a.example:8443' })).toBe(true);
  expect(go({ url: 'https://shared.example/me' }, { url: 'https://shared.example/you' })).toBe(
    true,
  );
  expect(go({}, { url: 'https://b.example' })).toBe(true);
  expect(go({ url: 'https://a.example' }, {})).toBe(true);
});

it('is not bothered by the same address, nor by what is no address', () => {
  expect(go({ url: 'https://a.example' }, { url: ' https://a.example/ ' })).toBe(false);
  expect(go({}, { url: 'https://api.example.com/v1/' })).toBe(false);
  expect(go({ name: 'one' }, { name: 'two' })).toBe(false);
});

it('sees one more host and the end of the list, and lets a list be shortened', () => {
  expect(go({ hosts: 'a.example' }, { hosts: 'a.example, b.example' })).toBe(true);
  expect(go({ hosts: 'a.example' }, { hosts: ' , ' })).toBe(true);
  expect(go({ hosts: 'a.example' }, {})).toBe(true);
  expect(go({ hosts: 'a.example, B.example' }, { hosts: 'b.example' })).toBe(false);
  expect(go({}, { hosts: 'b.example' })).toBe(false);
});

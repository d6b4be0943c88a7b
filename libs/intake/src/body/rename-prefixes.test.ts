import { expect, it } from 'vitest';
import { defaultIntakeLimits } from '../intake-limits.js';
import { Refusal } from '../refusal.js';
import { parseXml } from './parse-xml.js';
import { renamePrefixes } from './rename-prefixes.js';

const prefixes = { 'urn:envelope': 'env', 'urn:message': '' };
const renamed = (xml: string) => {
  const parsed = parseXml(xml, defaultIntakeLimits);
  if (parsed instanceof Refusal) throw new Error(parsed.reason);
  return renamePrefixes(parsed, prefixes);
};

it.each([
  '<env:E xmlns:env="urn:envelope"><m xmlns="urn:message"><Id>1</Id></m></env:E>',
  '<S:E xmlns:S="urn:envelope"><m xmlns="urn:message"><Id>1</Id></m></S:E>',
  '<E xmlns="urn:envelope"><o:m xmlns:o="urn:message"><o:Id>1</o:Id></o:m></E>',
  '<a:E xmlns:a="urn:envelope" xmlns:b="urn:message"><b:m><b:Id>1</b:Id></b:m></a:E>',
])('finds the same names in %s', (xml) => {
  expect(renamed(xml)).toMatchObject({ 'env:E': { m: { Id: '1' } } });
});

it('goes through lists, and leaves other namespaces and attributes as they came', () => {
  const xml =
    '<S:E xmlns:S="urn:envelope" xmlns:x="urn:other"><x:a S:id="7">1</x:a><S:n>1</S:n><S:n>2</S:n><env>3</env></S:E>';
  expect(renamed(xml)).toMatchObject({
    'env:E': { 'x:a': { '@S:id': '7', '#text': '1' }, 'env:n': ['1', '2'], env: '3' },
  });
});

it('lets a prefix mean what it is declared to mean where it stands', () => {
  const xml =
    '<p:E xmlns:p="urn:envelope"><p:in xmlns:p="urn:other"><p:x>1</p:x></p:in><p:x>2</p:x></p:E>';
  expect(renamed(xml)).toMatchObject({ 'env:E': { 'p:in': { 'p:x': '1' }, 'env:x': '2' } });
});

it('loses nothing where two names become one, and makes no prototype', () => {
  const xml =
    '<E xmlns="urn:envelope" xmlns:m="urn:message" xmlns:n="urn:message"><m:a>1</m:a><n:a>2</n:a></E>';
  expect(renamed(xml)).toMatchObject({ 'env:E': { a: '1', 'n:a': '2' } });
  const hostile = '<m:__proto__ xmlns:m="urn:message"><m:polluted>1</m:polluted></m:__proto__>';
  expect(() => renamed(hostile)).not.toThrow();
  expect(Object.getPrototypeOf({})).not.toHaveProperty('polluted');
});

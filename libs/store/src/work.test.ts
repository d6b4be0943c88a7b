import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What a module loads when it is loaded: imports and exports of values, not of types. */
const loads = /^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)'/gms;

function loadedBy(module: URL, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  const text = readFileSync(module, 'utf8').replaceAll(/\btype \w+,?/g, '');
  for (const [statement, name = ''] of text.matchAll(loads)) {
    if (/\{\s*\}/.test(statement)) continue;
    const found = name.startsWith('.') ? new URL(name.replace(/\.js$/, '.ts'), module).href : name;
    if (seen.has(found)) continue;
    seen.set(found, module.href);
    if (name.startsWith('.')) loadedBy(new URL(found), seen);
  }
  return seen;
}

it('the door of the workers brings no ORM along: it costs a start 0.7 seconds and 28 MB', () => {
  const main = loadedBy(new URL('./index.ts', import.meta.url));
  const work = loadedBy(new URL('./work.ts', import.meta.url));
  expect(main.has('typeorm')).toBe(true);
  expect(work.has('pg')).toBe(true);
  expect(work.get('typeorm')).toBeUndefined();
  expect(work.get('@hookline/migrations')).toBeUndefined();
});

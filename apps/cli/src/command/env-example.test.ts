import { readFileSync } from 'node:fs';
import { envExample } from '@hookline/platform';
import { expect, it } from 'vitest';

it('the example of settings says what the schema of settings says', () => {
  const file = new URL('../../../../.env.example', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(envExample());
});

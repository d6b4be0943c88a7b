import { fileURLToPath } from 'node:url';
import { envExample } from '@hookline/platform';
import { expect, it } from 'vitest';

it('the example of settings says what the schema of settings says', async () => {
  const file = fileURLToPath(new URL('../../../../.env.example', import.meta.url));
  await expect(envExample()).toMatchFileSnapshot(file);
});

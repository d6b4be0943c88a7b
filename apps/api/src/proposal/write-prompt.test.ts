import { expect, it } from 'vitest';
import { apps } from '../catalog/apps.js';
import { writePrompt } from './write-prompt.js';

it('names every source, action and helper, within a bound', () => {
  const prompt = writePrompt();

  for (const app of apps) {
    for (const { key } of app.triggers) expect(prompt).toContain(`\n${app.key}/${key} (`);
    for (const { key } of app.actions) expect(prompt).toContain(`\n${app.key}/${key} (`);
  }
  expect(prompt).toContain('\nphone: ');
  expect(prompt.length).toBeLessThan(24_000);
});

it('names one source alone, with all its fields, where the flow has it already', () => {
  const prompt = writePrompt({ app: 'tilda', event: 'form' });

  expect(prompt).toContain('The source is tilda/form (');
  expect(prompt).not.toContain('stripe/');
  expect(prompt.length).toBeLessThan(writePrompt().length);
});

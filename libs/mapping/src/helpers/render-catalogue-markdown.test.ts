import { expect, it } from 'vitest';
import { helperCatalogue } from './helper-catalogue.js';
import { renderCatalogueMarkdown } from './render-catalogue-markdown.js';

it('describes every helper once, with its examples', () => {
  const markdown = renderCatalogueMarkdown();
  for (const { name, summary } of helperCatalogue) {
    expect(markdown.split(`\n### ${name}\n`)).toHaveLength(2);
    expect(markdown).toContain(summary.ru);
  }
  expect(markdown).toContain('| `{{lower trigger.Email}}` |');
});

it('breaks no table by what an example holds', () => {
  const rows = renderCatalogueMarkdown()
    .split('\n')
    .filter((line) => line.startsWith('|'));
  for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(5);
});

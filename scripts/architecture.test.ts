import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function filesOf(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => ending.test(path) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(path));
}

it('the api never takes the door to the outside world', () => {
  const takers = filesOf('apps/api/src', /\.ts$/)
    .filter((path) => !/\.(test|given)\.ts$/.test(path))
    .filter((path) => /\bcreate(Door|Mailer)\b/.test(read(path)));

  expect(takers).toEqual([]);
});

const documents = ['README.md', 'ARCHITECTURE.md', ...filesOf('docs', /\.md$/)];
const linksOf = (path: string): string[] =>
  [...read(path).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1] ?? '');
const isPicture = (link: string): boolean => link.endsWith('.png');

/** The ids that a page gives its headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the documents', () => {
  it.each(documents)('%s leads only to what is there', (path) => {
    const broken = linksOf(path)
      .filter((link) => !isPicture(link))
      .filter((link) => {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? join(root, path) : resolve(root, dirname(path), file);
        if (!existsSync(target)) return true;
        return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
      });

    expect(broken).toEqual([]);
  });

  it('show pictures of one place, and none that was not made', () => {
    const shown = documents.flatMap((path) =>
      linksOf(path)
        .filter(isPicture)
        .map((link) => relative(root, resolve(root, dirname(path), link))),
    );

    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((picture) => !picture.startsWith('docs/pictures/'))).toEqual([]);
    expect(shown.filter((picture) => !existsSync(join(root, picture)))).toEqual([]);
  });

  it('has a map that is read in one sitting', () => {
    expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(150);
  });

  it('tells each decision with its context, its reasons and its price', () => {
    for (const path of filesOf('docs/decisions', /\.md$/)) {
      expect(path).toMatch(/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$/);
      for (const part of ['Decision', 'Context', 'Why', 'Consequences']) {
        expect(read(path)).toContain(`**${part}.**`);
      }
    }
  });
});

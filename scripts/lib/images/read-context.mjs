import { cpSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { inRoot, root } from '../root.mjs';

/** What an engine would be sent: the clone without what .dockerignore names. */
export function readContext(to) {
  const isIgnored = readIgnored(readFileSync(inRoot('.dockerignore'), 'utf8'));
  const filter = (from) => !isIgnored(relative(root, from).split(sep).join('/'));
  cpSync(root, to, { recursive: true, verbatimSymlinks: true, filter });
  return to;
}

/** Patterns are about paths from the root; `**` stands for any number of folders. What is in an ignored folder is ignored. */
export function readIgnored(text) {
  const patterns = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(toExpression);
  return (path) => patterns.some((pattern) => pattern.test(path));
}

function toExpression(pattern) {
  if (/[![\]?\\]/.test(pattern)) throw new Error(`.dockerignore: ${pattern} is not known here`);
  const source = pattern
    .replace(/^\/|\/$/g, '')
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) => wild[part] ?? part.replace(/[.+^${}()|]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}(/|$)`);
}

const wild = { '**/': '(?:[^/]+/)*', '**': '.*', '*': '[^/]*' };

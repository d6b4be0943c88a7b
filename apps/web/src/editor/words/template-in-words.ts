import { bracketedName, quotedText } from '@hookline/contract';
import { readPath } from '../template/template-path.js';
import { splitTemplate } from '../template/split-template.js';
import { helperInWords } from './helper-in-words.js';
import type { NamePath } from './name-path.js';

const firstWord = new RegExp(String.raw`^(?:${bracketedName}|[^\s()"'[])+`);
/** A bracket of a call, or what is passed over because one in it means nothing. */
const bracket = new RegExp(String.raw`${quotedText}|${bracketedName}|[()]`, 'g');

export type SpokenPart = { readonly kind: 'text' | 'pill'; readonly text: string };

/** `full` tells what a helper is given as well: where two values differ in nothing else. */
export type Depth = 'short' | 'full';

/** A template as a person reads it: text, and names in the stead of expressions. */
export function templateInWords(
  source: string,
  namePath: NamePath,
  depth: Depth = 'short',
): readonly SpokenPart[] {
  return splitTemplate(source).map((part) =>
    part.kind === 'text'
      ? { kind: 'text', text: part.text }
      : { kind: 'pill', text: expressionInWords(part.inner, namePath, depth) },
  );
}

/** `phone trigger.Phone "RU"` reads "Phone · international"; what is neither path nor call stays as it is. */
export function expressionInWords(
  inner: string,
  namePath: NamePath,
  depth: Depth = 'short',
): string {
  if (readPath(inner)) return namePath(inner);
  const call = /^([a-z][A-Za-z0-9]*)\s+(\S[\s\S]*)$/.exec(inner);
  if (!call) return inner;
  const [, helper = '', rest = ''] = call;
  const inside = nestedCall(rest);
  if (inside !== null) {
    const words = expressionInWords(inside, namePath, depth);
    const given = rest.slice(rest.indexOf(inside) + inside.length).replace(/^\s*\)/, '');
    return words === inside ? inner : `${words} · ${withGiven(helper, given, depth)}`;
  }
  const first = firstWord.exec(rest)?.[0];
  if (first === undefined || !readPath(first)) return inner;
  return `${namePath(first)} · ${withGiven(helper, rest.slice(first.length), depth)}`;
}

function withGiven(helper: string, given: string, depth: Depth): string {
  const words = helperInWords(helper);
  return depth === 'full' && given.trim() !== '' ? `${words} ${given.trim()}` : words;
}

/** The call in brackets that a text begins with. */
function nestedCall(text: string): string | null {
  if (!text.startsWith('(')) return null;
  let depth = 0;
  for (const { 0: piece, index } of text.matchAll(bracket)) {
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (depth === 0) return text.slice(1, index).trim();
  }
  return null;
}

export function templateAsText(source: string, namePath: NamePath, depth?: Depth): string {
  return templateInWords(source, namePath, depth)
    .map((part) => part.text)
    .join('');
}

import { bracketedName, quotedText } from '@hookline/contract';
import { readReference } from './template-path.js';

/** One helper around a value: the arguments after the value, as they are written, then the named ones. */
export type PillCall = {
  readonly helper: string;
  readonly args: readonly string[];
  readonly named: Readonly<Record<string, string>>;
};

/** An expression as a person sees it: a field, and what is done with it, the first thing first. */
export type PillCalls = { readonly path: string; readonly calls: readonly PillCall[] };

const inBrackets = String.raw`[^()"'[]|${quotedText}|${bracketedName}`;
/** A call in brackets, with so many more around each other inside of it. */
const nested = (depth: number): string =>
  depth === 0 ? '(?!)' : String.raw`\((?:${inBrackets}|${nested(depth - 1)})*\)`;
const call = nested(4);
const word = String.raw`(?:${bracketedName}|[^\s()"'[])+`;
const token = new RegExp(
  String.raw`${call}|[A-Za-z]\w*=(?:${quotedText}|${call}|[^\s()"']+)|${quotedText}|${word}`,
  'g',
);
const spelled = /^\(parseJson '("(?:[^'"\\]|\\.)*")'\)$/;
const literal = new RegExp(
  String.raw`${spelled.source}|^(?:${quotedText}|-?\d+(?:\.\d+)?|true|false|null)$`,
);
const name = /^[a-z][A-Za-z0-9]*$/;

/** Reads what a form can show; nothing where the expression is more than helpers around one field. */
export function readCalls(inner: string): PillCalls | null {
  const text = inner.trim();
  if (readReference(text)) return { path: text, calls: [] };
  const tokens = text.match(token) ?? [];
  // Whatever the words leave over is something that a form cannot show.
  if (tokens.join('').replace(/\s/g, '') !== text.replace(/\s/g, '')) return null;
  const [helper = '', value = '', ...rest] = tokens;
  if (!name.test(helper) || value === '') return null;
  const inside = value.startsWith('(') ? readCalls(value.slice(1, -1)) : readCalls(value);
  if (!inside || (!value.startsWith('(') && inside.calls.length > 0)) return null;
  const args: string[] = [];
  const named: Record<string, string> = {};
  for (const one of rest) {
    const [, key, given] = /^([A-Za-z]\w*)=([\s\S]+)$/.exec(one) ?? [];
    if (key !== undefined && given !== undefined) named[key] = given;
    else args.push(one);
  }
  return { path: inside.path, calls: [...inside.calls, { helper, args, named }] };
}

export function writeCalls({ path, calls }: PillCalls): string {
  return calls.reduce((inner, { helper, args, named }, index) => {
    const value = index === 0 ? inner : `(${inner})`;
    const pairs = Object.entries(named).map(([key, one]) => `${key}=${one}`);
    return [helper, value, ...args, ...pairs].join(' ');
  }, path);
}

/** What is written between quotes; a number, a yes or no and a path stand without them. */
export function readArgument(raw: string): string {
  const [, quote = '', quoted] = /^(["'])([\s\S]*)\1$/.exec(raw) ?? [];
  if (quoted !== undefined) return quoted.replaceAll(`\\${quote}`, quote);
  const [, json] = spelled.exec(raw) ?? [];
  const read: unknown = json === undefined ? undefined : parse(json);
  return typeof read === 'string' ? read : raw;
}

/** A typed argument as the template says it. */
export function writeArgument(text: string, kind: string): string {
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return text;
  if (kind === 'boolean' && /^(true|false)$/.test(text)) return text;
  if (text.includes('.') && readReference(text)) return text;
  return writeText(text);
}

/** A text as the template says it, whatever is in it. */
export function writeText(text: string): string {
  // A backslash would keep the quote after it from closing, and nothing keeps it from that.
  if (text.endsWith('\\')) {
    return `(parseJson '${JSON.stringify(text).replaceAll("'", '\\u0027')}')`;
  }
  return text.includes('"') && !text.includes("'")
    ? `'${text}'`
    : `"${text.replaceAll('"', '\\"')}"`;
}

/** Is it the value itself, rather than where to read one? */
export const isLiteral = (raw: string): boolean => literal.test(raw);

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

import { readReference } from './template-path.js';

/** One helper around a value: the arguments after the value, as they are written, then the named ones. */
export type PillCall = {
  readonly helper: string;
  readonly args: readonly string[];
  readonly named: Readonly<Record<string, string>>;
};

/** An expression as a person sees it: a field, and what is done with it, the first thing first. */
export type PillCalls = { readonly path: string; readonly calls: readonly PillCall[] };

const token =
  /\((?:[^()"']|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*')*\))*\)|[A-Za-z]\w*=(?:"[^"]*"|'[^']*'|[^\s()"']+)|"[^"]*"|'[^']*'|(?:\[[^\]]*\]|[^\s()"'[])+/g;
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
  const quoted = /^(["'])([\s\S]*)\1$/.exec(raw);
  return quoted?.[2] ?? raw;
}

/** A typed argument as the template says it; quotes that would end it early become the other kind. */
export function writeArgument(text: string, kind: string): string {
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return text;
  if (kind === 'boolean' && /^(true|false)$/.test(text)) return text;
  if (text.includes('.') && readReference(text)) return text;
  if (!text.includes('"')) return `"${text}"`;
  return `'${text.replaceAll("'", '’')}'`;
}

import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { type Expression, type Part, readTemplate } from './read-template.js';

/** What `fail` says: the chart refuses these values. */
class ChartRefused extends Error {
  override readonly name = 'ChartRefused';
}

type Scope = { dot: unknown; variables: ReadonlyMap<string, unknown> };

/** Renders a template of our chart as Helm does. */
export function renderTemplate(template: string, top: object): string {
  return renderParts(readTemplate(template), { dot: top, variables: new Map([['$', top]]) });
}

const renderParts = (parts: readonly Part[], scope: Scope): string =>
  parts.map((part) => renderPart(part, scope)).join('');

function renderPart(part: Part, scope: Scope): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'print') return String(evaluate(part.expression, scope));
  if (part.kind === 'if')
    return isTrue(evaluate(part.condition, scope)) ? renderParts(part.parts, scope) : '';
  return entriesOf(evaluate(part.over, scope))
    .map((entry) => {
      const variables = new Map(scope.variables);
      part.variables.forEach((name, index) => variables.set(name, entry[index]));
      return renderParts(part.parts, { dot: entry[1], variables });
    })
    .join('');
}

/** Helm goes through the names of a map in their order. */
function entriesOf(value: unknown): [unknown, unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  if (typeof value !== 'object' || value === null) throw new Error('nothing to range over');
  return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
}

const isTrue = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length > 0
      : Boolean(value);

function evaluate(expression: Expression, scope: Scope): unknown {
  if (expression.kind === 'text') return expression.text;
  if (expression.kind === 'path') return valueAt(expression, scope);
  const known = functions[expression.name];
  if (known === undefined) throw new Error(`no such function: ${expression.name}`);
  return known(...expression.args.map((argument) => evaluate(argument, scope)));
}

/** Helm prints a missing name as nothing; here it is a mistake. */
function valueAt({ root, names }: { root: string; names: string[] }, scope: Scope): unknown {
  const start = root === '' ? scope.dot : scope.variables.get(root);
  if (start === undefined) throw new Error(`no variable ${root}`);
  return names.reduce<unknown>((value, name) => {
    const found = Object.entries(Object(value)).find(([key]) => key === name);
    if (found === undefined) throw new Error(`no value ${names.join('.')}`);
    return found[1];
  }, start);
}

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'slice' : typeof value === 'number' ? 'float64' : typeof value;

const functions: Record<string, (...args: unknown[]) => unknown> = {
  not: (value) => !isTrue(value),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  list: (...items) => items,
  has: (item, list) => Array.isArray(list) && list.includes(item),
  regexMatch: (pattern, text) => new RegExp(String(pattern)).test(String(text)),
  kindIs: (kind, value) => kindOf(value) === kind,
  toString: String,
  quote: (text) => JSON.stringify(String(text)),
  toJson: (value) => JSON.stringify(value),
  toYaml: (value) => stringify(value).trimEnd(),
  sha256sum: (text) => createHash('sha256').update(String(text)).digest('hex'),
  nindent: (depth, text) =>
    `\n${String(text)}`.replace(/\n(?=.)/g, `\n${' '.repeat(Number(depth))}`),
  printf: (format, ...values) => print(String(format), values),
  fail: (message) => {
    throw new ChartRefused(String(message));
  },
};

function print(format: string, values: readonly unknown[]): string {
  const rest = [...values];
  return format.replace(/%[sq]/g, (verb) => {
    const text = String(rest.shift());
    return verb === '%q' ? JSON.stringify(text) : text;
  });
}

export type Expression =
  | { kind: 'text'; text: string }
  | { kind: 'path'; root: string; names: string[] }
  | { kind: 'call'; name: string; args: Expression[] };

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'print'; expression: Expression }
  | { kind: 'if'; condition: Expression; parts: Part[] }
  | { kind: 'range'; variables: string[]; over: Expression; parts: Part[] };

type Piece = { kind: 'text' | 'action'; text: string };

/** What our chart uses of the language of Helm's templates; anything else fails. */
export function readTemplate(template: string): Part[] {
  const pieces = cut(template);
  const parts = readParts(pieces, false);
  if (pieces.length > 0) throw new Error('an end without a beginning');
  return parts;
}

/** A dash beside the braces takes the white space on its side away. */
function cut(template: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = template;
  for (;;) {
    const found = /^([\s\S]*?)\{\{(-?)\s([\s\S]*?)\s(-?)\}\}([\s\S]*)$/.exec(rest);
    if (found === null) break;
    const [, before = '', isLeft, action = '', isRight, after = ''] = found;
    pieces.push({ kind: 'text', text: isLeft ? before.trimEnd() : before });
    pieces.push({ kind: 'action', text: action });
    rest = isRight ? after.trimStart() : after;
  }
  if (rest.includes('{{') || rest.includes('}}')) throw new Error(`a loose brace: ${rest}`);
  return [...pieces, { kind: 'text', text: rest }];
}

function readParts(pieces: Piece[], isInside: boolean): Part[] {
  const parts: Part[] = [];
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    if (piece.kind === 'text') parts.push({ kind: 'text', text: piece.text });
    else if (piece.text === 'end' && isInside) return parts;
    else parts.push(readAction(piece.text, pieces));
  }
  if (isInside) throw new Error('an if or a range has no end');
  return parts;
}

function readAction(action: string, pieces: Piece[]): Part {
  const [, word, rest = ''] = /^(if|range|end|else|with|define|template|block)?\b\s*(.*)$/.exec(
    action,
  ) ?? [action, '', action];
  if (word === 'if')
    return { kind: 'if', condition: readExpression(rest), parts: readParts(pieces, true) };
  if (word === 'range') {
    const [, names = '', over = ''] = /^(?:(\$\w+, \$\w+) := )?(.+)$/.exec(rest) ?? [];
    const variables = names === '' ? [] : names.split(', ');
    return { kind: 'range', variables, over: readExpression(over), parts: readParts(pieces, true) };
  }
  if (word) throw new Error(`not known: ${action}`);
  return { kind: 'print', expression: readExpression(action) };
}

const token = /\s*("(?:[^"\\]|\\.)*"|[|()]|[$.\w]+)/y;

function readExpression(source: string): Expression {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < source.trimEnd().length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(source)?.[1];
    if (found === undefined) throw new Error(`not understood: ${source.slice(at)}`);
    tokens.push(found);
  }
  const expression = readPipe(tokens);
  if (tokens.length > 0) throw new Error(`not understood: ${source}`);
  return expression;
}

/** What stands before a bar is the last argument of what stands behind it. */
function readPipe(tokens: string[]): Expression {
  let expression = readCall(tokens);
  while (tokens[0] === '|') {
    tokens.shift();
    const next = readCall(tokens);
    if (next.kind !== 'call') throw new Error('a value behind a bar');
    expression = { ...next, args: [...next.args, expression] };
  }
  return expression;
}

function readCall(tokens: string[]): Expression {
  const first = readTerm(tokens);
  if (first.kind !== 'call' || first.args.length > 0) return first;
  const args: Expression[] = [];
  while (tokens.length > 0 && tokens[0] !== '|' && tokens[0] !== ')') args.push(readTerm(tokens));
  return { ...first, args };
}

function readTerm(tokens: string[]): Expression {
  const term = tokens.shift();
  if (term === undefined) throw new Error('an expression ends too early');
  if (term === '(') {
    const inner = readPipe(tokens);
    if (tokens.shift() !== ')') throw new Error('a bracket is open');
    return inner;
  }
  if (term.startsWith('"')) return { kind: 'text', text: String(JSON.parse(term)) };
  if (/^\d+$/.test(term)) return { kind: 'text', text: term };
  const path = /^(\$\w*|)(\.?[\w.]*)$/.exec(term);
  if (term.startsWith('.') || term.startsWith('$')) {
    const names = (path?.[2] ?? '').split('.').filter((name) => name !== '');
    return { kind: 'path', root: path?.[1] ?? '', names };
  }
  return { kind: 'call', name: term, args: [] };
}

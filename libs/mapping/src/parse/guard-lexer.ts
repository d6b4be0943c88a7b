import { parser } from 'handlebars/dist/cjs/handlebars/compiler/base.js';

export const maxDepth = 32;

/** Thrown out of the parser, because its time grows with the square of the nesting depth. */
export class TooDeep extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
  ) {
    super('nested too deeply');
  }
}

const token = (name: string): number => parser.symbols_[name] ?? -1;
const separator = token('SEP');
const identifier = token('ID');
const number = token('NUMBER');
const open = token('OPEN');
const openRaw = token('OPEN_UNESCAPED');
const close = token('CLOSE');
const closeRaw = token('CLOSE_UNESCAPED');
const openers = new Set(['OPEN_BLOCK', 'OPEN_INVERSE', 'OPEN_PARTIAL_BLOCK'].map(token));
const chain = token('OPEN_INVERSE_CHAIN');
const openCall = token('OPEN_SEXPR');
const closeCall = token('CLOSE_SEXPR');
const closeBlock = token('OPEN_ENDBLOCK');

let previous = -1;
let isRaw = false;
let calls = 0;
let blocks: number[] = [];

/** Watches the tokens of one parse: bounds the nesting and widens what is read. */
export function watchTokens(): void {
  previous = -1;
  isRaw = false;
  calls = 0;
  blocks = [];
}

const { lexer } = parser;

lexer.lex = function lex(): number {
  let read = lexer.next();
  // Spaces are read and give no token.
  while (read === undefined) read = lexer.next();
  const next = widen(read);
  previous = next;
  countDepth(next);
  if (calls + blocks.reduce((sum, depth) => sum + depth, 0) > maxDepth) {
    throw new TooDeep(lexer.yylloc.first_line, lexer.yylloc.first_column);
  }
  return next;
};

function widen(next: number): number {
  // `list.0` may end a path, as `list.0.name` may begin with it.
  if (next === number && previous === separator) return identifier;
  // In `{"name": {{json trigger.Name}}}` the third brace belongs to the text.
  if (next === closeRaw && !isRaw) {
    lexer.less(2);
    return close;
  }
  if (next === openRaw) isRaw = true;
  else if (next === open || openers.has(next)) isRaw = false;
  return next;
}

function countDepth(next: number): void {
  if (openers.has(next)) blocks.push(1);
  // Each `else if` is one block inside the other, all closed by one `{{/if}}`.
  else if (next === chain) blocks.push((blocks.pop() ?? 0) + 1);
  else if (next === closeBlock) blocks.pop();
  else if (next === openCall) calls += 1;
  else if (next === closeCall) calls -= 1;
}

import {
  parse,
  parser,
  parseWithoutProcessing,
} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type { TemplateFault } from '../problem/template-error.js';
import type { TemplateFaultCode } from '../problem/template-fault-codes.js';
import { countBytes } from '../render/count-bytes.js';
import { maxDepth, TooDeep, watchTokens } from './guard-lexer.js';
import type { ProgramNode } from './syntax-tree.js';

const maxSourceBytes = 65_536;

export type Parsed =
  { readonly program: ProgramNode } | { readonly program?: never; readonly problem: TemplateFault };

export function parseTemplate(source: string): Parsed {
  // A parser that is given an object takes it for a tree: the type at run time is a security boundary.
  if (typeof source !== 'string') {
    return { problem: atStart('not_text', 'A template must be text.') };
  }
  if (countBytes(source) > maxSourceBytes) {
    return { problem: atStart('too_long', `A template may have at most ${maxSourceBytes} bytes.`) };
  }
  try {
    watchTokens();
    // The second pass trims whitespace around blocks that stand alone on their lines.
    return { program: parse(parseWithoutProcessing(source)) };
  } catch (cause) {
    return { problem: explain(cause) };
  }
}

function explain(cause: unknown): TemplateFault {
  if (cause instanceof TooDeep) {
    const message = `Blocks and calls may be nested at most ${maxDepth} deep.`;
    return { code: 'too_deep', message, line: cause.line, column: cause.column };
  }
  const text = cause instanceof Error ? cause.message : '';
  const stated = / - (\d+):(\d+)$/.exec(text);
  const { first_line: line, first_column: column } = parser.lexer.yylloc;
  return {
    code: 'syntax',
    message: wordSyntaxError(text),
    line: stated ? Number(stated[1]) : line,
    column: stated ? Number(stated[2]) : column,
  };
}

/** The parser's own message draws the source and lists token names; a person needs a sentence. */
function wordSyntaxError(text: string): string {
  const mismatch = /^(.{1,80}) doesn't match (.{1,80}) - \d+:\d+$/.exec(text);
  if (mismatch) return `{{#${mismatch[1]}}} is closed by {{/${mismatch[2]}}}.`;
  const path = /^Invalid path: (.{1,200}) - \d+:\d+$/.exec(text);
  if (path) return `"${path[1]}" is not a path.`;
  const got = /got '([A-Z_]+)'$/.exec(text)?.[1];
  if (got === 'EOF') return 'The template ends inside an expression or a block that is not closed.';
  if (got === 'INVERSE') return '{{else}} stands outside a block.';
  if (got === 'OPEN_ENDBLOCK') return 'A block is closed that was not opened.';
  if (got === 'EQUALS') return 'An option must be written as name=value after the other arguments.';
  return 'The template cannot be read here: check the brackets, quotes and braces.';
}

function atStart(code: TemplateFaultCode, message: string): TemplateFault {
  return { code, message, line: 1, column: 0 };
}

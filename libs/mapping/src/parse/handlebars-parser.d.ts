// The package types only its whole compiler; this room imports nothing but the parser.
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  export const parser: {
    lexer: {
      lex(): number;
      next(): number | undefined;
      /** Gives back all of the last token but its first characters. */
      less(keptChars: number): void;
      readonly yylloc: { readonly first_line: number; readonly first_column: number };
    };
    readonly symbols_: Readonly<Record<string, number>>;
  };
  export function parseWithoutProcessing(source: string): import('./syntax-tree.js').ProgramNode;
  export function parse(
    source: string | import('./syntax-tree.js').ProgramNode,
  ): import('./syntax-tree.js').ProgramNode;
}

/** The part of Handlebars' syntax tree that the checks look at. */
export type Place = { readonly start: { readonly line: number; readonly column: number } };

type Node<Type extends string> = { readonly type: Type; readonly loc: Place };

export type PathNode = Node<'PathExpression'> & {
  readonly data: boolean;
  readonly depth: number;
  readonly parts: readonly string[];
  readonly original: string;
};

export type LiteralNode =
  | (Node<'StringLiteral'> & { readonly value: string })
  | (Node<'NumberLiteral'> & { readonly value: number })
  | (Node<'BooleanLiteral'> & { readonly value: boolean })
  | Node<'NullLiteral'>
  | Node<'UndefinedLiteral'>;

export type HashNode = {
  readonly pairs: readonly (Node<'HashPair'> & {
    readonly key: string;
    readonly value: ExpressionNode;
  })[];
};

export type CallParts = {
  readonly path: PathNode | LiteralNode;
  readonly params: readonly ExpressionNode[];
  readonly hash?: HashNode;
};

export type CallNode = Node<'SubExpression'> & CallParts;
export type ExpressionNode = PathNode | LiteralNode | CallNode;

export type MustacheNode = Node<'MustacheStatement'> & CallParts & { readonly escaped: boolean };

export type BlockNode = Node<'BlockStatement'> &
  CallParts & {
    readonly program?: ProgramNode;
    readonly inverse?: ProgramNode;
  };

export type ContentNode = Node<'ContentStatement'> & { readonly value: string };

type RefusedNode = Node<
  'PartialStatement' | 'PartialBlockStatement' | 'Decorator' | 'DecoratorBlock'
>;

export type StatementNode =
  MustacheNode | BlockNode | ContentNode | Node<'CommentStatement'> | RefusedNode;

export type ProgramNode = {
  readonly type: 'Program';
  readonly body: readonly StatementNode[];
  readonly blockParams?: readonly string[];
};

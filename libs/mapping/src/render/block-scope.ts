import type { Value } from './template-context.js';

/** What `this`, `../` and `@index` mean inside an `each` or a `with`. */
export type BlockScope = {
  readonly value: Value;
  readonly parent: BlockScope | undefined;
  readonly index: number | undefined;
  readonly key: string | number | undefined;
  readonly isFirst: boolean | undefined;
  readonly isLast: boolean | undefined;
};

import { splitTemplate } from './split-template.js';

export type TextChange = {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly caret: number;
};

/** Puts a helper around the expression before the caret, or an empty call where there is none. */
export function wrapExpression(source: string, caret: number, helper: string): TextChange {
  const part = splitTemplate(source)
    .filter((one) => one.kind === 'expression' && one.to <= caret)
    .at(-1);
  if (part?.kind !== 'expression' || source.slice(part.to, caret).trim() !== '') {
    const insert = `{{${helper} }}`;
    return { from: caret, to: caret, insert, caret: caret + insert.length - 2 };
  }
  const argument = /\s/.test(part.inner) ? `(${part.inner})` : part.inner;
  const insert = `{{${helper} ${argument}}}`;
  return { from: part.from, to: part.to, insert, caret: part.from + insert.length };
}

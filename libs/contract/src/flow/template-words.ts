/**
 * How quoted text stands in an expression, as a part of a pattern. As the template language reads it, a backslash
 * keeps the quote after it from ending the text, and means itself anywhere else.
 */
export const quotedText = String.raw`(?:"(?:[^"\\]|\\"|\\(?!"))*"|'(?:[^'\\]|\\'|\\(?!'))*')`;

/**
 * How a name that is no plain word stands in a path, as a part of a pattern: in square brackets, where a backslash
 * keeps the bracket after it from ending the name.
 */
export const bracketedName = String.raw`\[(?:[^\]\\]|\\\]|\\(?!\]))*\]`;

const plain = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** `["trigger", "Ваше имя"]` as it is written in a template: `trigger.[Ваше имя]`. */
export function writePath(segments: readonly string[]): string {
  return segments
    .map((segment) =>
      plain.test(segment) && segment !== 'this'
        ? segment
        : `[${segment.replace(/[\\\]]/g, '\\$&')}]`,
    )
    .join('.');
}

/** The name that stands between square brackets, as the template language reads it. */
export const readBracketed = (inside: string): string => inside.replace(/\\([\\\]])/g, '$1');

/** A name of several lines cannot be written, nor one that ends in a backslash: its bracket would not close. */
export const canWrite = (segment: string): boolean =>
  segment !== '' && !/[\n\r\u2028\u2029]|\\$/.test(segment);

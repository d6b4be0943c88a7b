const plain = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i;
const dressed =
  /^(?:[\p{L}.]{1,6}\s?)?([-+−–]?)(?:\p{Sc}\s?)?(\d[\d\s.,'’]*?)\s?(?:%|\p{Sc}|\p{L}[\p{L}.]{0,11})?$/u;

/** Longer texts are no numbers, and bounding them bounds the patterns above. */
const maxLength = 64;

/** Reads `1 234,50 ₽`, `$1,234.50`, `1.234,5`, `12 шт.`; `undefined` when the text is no number. */
export function readNumber(text: string, locale: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > maxLength) return undefined;
  if (plain.test(trimmed)) return finite(Number(trimmed));
  const match = dressed.exec(trimmed);
  if (!match?.[2]) return undefined;
  const digits = normaliseSeparators(match[2].replace(/[\s'’]/g, ''), locale);
  if (digits === undefined) return undefined;
  const size = finite(Number(digits));
  return size !== undefined && /[-−–]/.test(match[1] ?? '') ? -size : size;
}

function normaliseSeparators(digits: string, locale: string): string | undefined {
  const comma = digits.lastIndexOf(',');
  const dot = digits.lastIndexOf('.');
  const pieces = digits.split(comma > dot ? ',' : '.');
  if (comma >= 0 && dot >= 0) {
    // Both are there: the last one is the decimal mark, and it may stand only once.
    if (pieces.length !== 2) return undefined;
    return `${(pieces[0] ?? '').replace(/[.,]/g, '')}.${pieces[1] ?? ''}`;
  }
  if (pieces.length > 2) return areGroups(pieces) ? pieces.join('') : undefined;
  // One mark alone is the decimal one, but for 1,234 where English is written.
  const isGroup = comma >= 0 && areGroups(pieces) && /^en/i.test(locale);
  return pieces.join(isGroup ? '' : '.');
}

function areGroups(pieces: readonly string[]): boolean {
  return pieces.slice(1).every((piece) => piece.length === 3);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

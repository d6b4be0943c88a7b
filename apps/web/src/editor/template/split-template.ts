import { bracketedName, quotedText } from '@hookline/contract';

/** A piece of a template: text as it stands, or one `{{expression}}`. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string; readonly from: number; readonly to: number }
  | {
      readonly kind: 'expression';
      readonly text: string;
      /** What stands between the braces. */
      readonly inner: string;
      readonly from: number;
      readonly to: number;
    };

const expression = new RegExp(
  String.raw`\{\{\{?((?:${quotedText}|${bracketedName}|[^{}"'[\]])*)\}\}\}?`,
  'g',
);

/** Splits a template for display; it need not be a correct one. */
export function splitTemplate(source: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const match of source.matchAll(expression)) {
    const [text, inner = ''] = match;
    if (match.index > at) parts.push(textPart(source, at, match.index));
    at = match.index + text.length;
    parts.push({ kind: 'expression', text, inner: inner.trim(), from: match.index, to: at });
  }
  if (at < source.length) parts.push(textPart(source, at, source.length));
  return parts;
}

const textPart = (source: string, from: number, to: number): TemplatePart => ({
  kind: 'text',
  text: source.slice(from, to),
  from,
  to,
});

import { formsOfSecret } from './forms-of-secret.js';

/** What is shorter is no secret, and would hide ordinary words. */
const leastChars = 4;
/** A shorter form is hidden only where it stands alone: `test` stays in `latest`. */
const leastCharsWithin = 6;
/** So much of the beginning of a long form is enough: who repeats it may have cut it. */
const tellingChars = 12;
/** A text of this length may itself have been cut in the middle of a value. */
const cutFromChars = 100;
const longestText = 10_000;
const mark = '***';
const base64 = /[A-Za-z0-9+/_-]{6,}={0,2}/g;
const isWordChar = /[\p{L}\p{N}]/u;

type Span = { readonly from: number; readonly to: number };

/** The text with these values hidden in any usual encoding: for words that are stored or shown. */
export function hideValues(text: string, values: Iterable<string>): string {
  const forms = new Set<string>();
  for (const value of values) {
    if (value.length < leastChars) continue;
    for (const form of formsOfSecret(value, leastChars)) forms.add(form);
    forms.add(value.replaceAll('/', '\\/'));
    forms.add(encodeURIComponent(value.toWellFormed()).replace(/%../g, (one) => one.toLowerCase()));
  }
  if (forms.size === 0) return text;
  // What is not looked at is not told.
  const seen = text.slice(0, longestText);
  return cover(seen, [...spansOf(seen, forms), ...encodedSpans(seen, forms)]);
}

/** The base64 of `user:password` holds a value without showing it. */
function encodedSpans(text: string, forms: ReadonlySet<string>): Span[] {
  return [...text.matchAll(base64)]
    .filter(([token]) => spansOf(Buffer.from(token, 'base64').toString(), forms).length > 0)
    .map(({ 0: token, index }) => ({ from: index, to: index + token.length }));
}

function spansOf(text: string, forms: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  for (const form of forms) {
    const head = form.slice(0, leastChars);
    for (let from = text.indexOf(head); from !== -1; from = text.indexOf(head, from + 1)) {
      const to = from + sameChars(text, from, form);
      if (isTelling(text, { from, to }, form)) spans.push({ from, to });
    }
  }
  return spans;
}

function isTelling(text: string, { from, to }: Span, form: string): boolean {
  const found = to - from;
  if (found >= tellingChars) return true;
  if (found < form.length) return to === text.length && to >= cutFromChars;
  return form.length >= leastCharsWithin || standsAlone(text, { from, to });
}

const standsAlone = (text: string, { from, to }: Span): boolean =>
  !isWordChar.test(text.charAt(from - 1)) && !isWordChar.test(text.charAt(to));

function sameChars(text: string, from: number, form: string): number {
  let same = 0;
  while (same < form.length && text[from + same] === form[same]) same += 1;
  return same;
}

function cover(text: string, spans: readonly Span[]): string {
  let covered = '';
  let done = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= done) continue;
    // Values that overlap or touch are one to whoever reads it.
    if (from > done || done === 0) covered += text.slice(done, from) + mark;
    done = to;
  }
  return covered + text.slice(done);
}

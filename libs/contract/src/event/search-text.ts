/** Fewer letters would be found in everything. */
export const shortestSearchText = 2;

/** Anything but blanks, controls and signs without a shape, some of which Unicode calls letters. */
const visible = /[^\p{Cc}\p{Cf}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** What somebody looks for: no request can hold U+0000 as text, and what nobody sees is nothing to look for. */
export function readSearchText(typed: string): string {
  const text = typed.replaceAll('\0', '').trim();
  return visible.test(text) ? text : '';
}

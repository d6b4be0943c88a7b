const limit = 4_096;

type Token =
  { kind: 'text'; text: string } | { kind: 'open' | 'close'; name: string; text: string };

/** Plain text within Telegram's limit; what is too long ends in an ellipsis. */
export function fitText(text: string): string {
  return text.length <= limit ? text : `${cut(text, limit - 1)}…`;
}

/**
 * Text in Telegram's HTML: the tags that it knows stay when they are well nested, everything else that
 * could be taken for markup is escaped, and open tags are closed. Its limit counts without markup.
 */
export function fitHtml(html: string): string {
  const tokens = [...tokenize(html)];
  const visible = tokens.reduce(
    (sum, each) => sum + (each.kind === 'text' ? visibleLength(each.text) : 0),
    0,
  );
  let left = visible <= limit ? limit : limit - 1;
  const open: string[] = [];
  let written = '';
  for (const token of tokens) {
    if (token.kind === 'text') {
      written += escapeWithin(token.text, left);
      left -= visibleLength(token.text);
      if (left < 0) {
        written += '…';
        break;
      }
    } else {
      written += token.text;
      if (token.kind === 'open') open.push(token.name);
      else open.pop();
    }
  }
  return (
    written +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}

const known =
  /<(\/?)(b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote|tg-spoiler|a)((?:\s+href="[^"<>]{0,2000}")?)\s*>/gi;

/** Tags that fit their place; one that does not is text. */
function* tokenize(html: string): Generator<Token> {
  const open: string[] = [];
  let from = 0;
  for (const match of html.matchAll(known)) {
    const tag = toTag(match);
    if (!fits(tag, open)) continue;
    if (match.index > from) yield { kind: 'text', text: html.slice(from, match.index) };
    from = match.index + match[0].length;
    if (tag.kind === 'close') open.pop();
    else open.push(tag.name);
    yield { kind: tag.kind, name: tag.name, text: tag.text };
  }
  if (from < html.length) yield { kind: 'text', text: html.slice(from) };
}

type Tag = { kind: 'open' | 'close'; name: string; text: string; hasAddress: boolean };

function toTag([, slash, written = '', attributes = '']: RegExpExecArray): Tag {
  const name = written.toLowerCase();
  const hasAddress = attributes !== '';
  if (slash === '/') return { kind: 'close', name, text: `</${name}>`, hasAddress };
  return { kind: 'open', name, text: `<${name}${escapeAttributes(attributes)}>`, hasAddress };
}

function fits(tag: Tag, open: readonly string[]): boolean {
  if (tag.kind === 'close') return open.at(-1) === tag.name && !tag.hasAddress;
  return (tag.name === 'a') === tag.hasAddress && open.length < 20;
}

function escapeAttributes(attributes: string): string {
  return attributes === '' ? '' : ` ${attributes.trim().replace(strayAmpersand, '&amp;')}`;
}

const entity = /&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});/gi;
const strayAmpersand = /&(?!(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});)/gi;

function visibleLength(text: string): number {
  return text.replace(entity, '.').length;
}

/** Escapes text, at most `max` visible characters of it; never half of an entity. */
function escapeWithin(text: string, max: number): string {
  const fitting = visibleLength(text) <= max ? text : cut(unescape(text), Math.max(max, 0));
  const safe =
    fitting === text ? fitting.replace(strayAmpersand, '&amp;') : fitting.replaceAll('&', '&amp;');
  return safe.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const named: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

function unescape(text: string): string {
  return text.replace(entity, (whole) => named[whole.toLowerCase()] ?? ' ');
}

/** The first characters, without half of a surrogate pair at the end. */
function cut(text: string, max: number): string {
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return text.slice(0, end);
}

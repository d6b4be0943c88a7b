import { isObject, type JsonObject, type JsonValue } from '../json.js';
import type { ReplyTemplate, RunReply } from './respond.js';

const maxReplyBytes = 65_536;

/** What the templates of an answer gave is none; `pointer` says which of them, `code` why. */
export class ReplyFault extends Error {
  constructor(
    message: string,
    readonly pointer: string,
    readonly code: 'reply_too_long' | 'reply_address',
  ) {
    super(message);
  }
}

/**
 * Makes the answer of what the templates gave. Whatever a lead holds, it can begin no header and no markup.
 * @throws ReplyFault when it is no answer: an address that is none, or too long.
 */
export function composeReply(template: ReplyTemplate, filled: JsonValue): RunReply {
  const values = isObject(filled) ? filled : {};
  const reply = compose(template, values);
  if (new TextEncoder().encode(reply.body).length > maxReplyBytes) {
    throw new ReplyFault('the answer is longer than 64 KiB', '/reply/body', 'reply_too_long');
  }
  return reply;
}

function compose(template: ReplyTemplate, values: JsonObject): RunReply {
  switch (template.kind) {
    case 'json': {
      const headers = { 'content-type': 'application/json; charset=utf-8', ...headersOf(values) };
      return {
        status: template.status ?? 200,
        headers,
        body: JSON.stringify(values['body'] ?? null),
      };
    }
    case 'text': {
      const headers = { 'content-type': 'text/plain; charset=utf-8', ...headersOf(values) };
      return { status: template.status ?? 200, headers, body: textOf(values['body']) };
    }
    case 'redirect':
      return { status: 303, headers: { location: addressOf(values['to']) }, body: '' };
    case 'page':
      return pageOf(textOf(values['title']), textOf(values['text']));
  }
}

/** A header is one line of visible characters. */
function headersOf(values: JsonObject): Record<string, string> {
  const given = values['headers'];
  if (!isObject(given)) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      textOf(value)
        .replace(/[^\x20-\x7e]+/g, ' ')
        .trim(),
    ]),
  );
}

function addressOf(value: JsonValue | undefined): string {
  const text = textOf(value).trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
  throw new ReplyFault(
    'the page to go to is no address that begins with https:// or http://',
    '/reply/to',
    'reply_address',
  );
}

function pageOf(title: string, text: string): RunReply {
  const paragraphs = text
    .split(/\n+/)
    .map((line) => `<p>${escape(line)}</p>`)
    .join('');
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // The page may be styled by what it carries itself, and may do nothing else.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-robots-tag': 'noindex',
    },
    body:
      `<!doctype html><html><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${escape(title)}</title><style>${style}</style>` +
      `<main><h1>${escape(title)}</h1>${paragraphs}</main></html>\n`,
  };
}

const style =
  ':root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;margin:0}' +
  'main{max-width:36rem;margin:15vh auto;padding:0 1.5rem;overflow-wrap:anywhere}';

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '');

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

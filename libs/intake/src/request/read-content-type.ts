import type { Header } from '../raw-request.js';
import { Refusal } from '../refusal.js';
import { rememberByText } from '../remember.js';
import { findHeaders } from './find-header.js';

export type ContentType = { type: string; charset: string | null; full: string };

const token = "[!#$%&'*+.^_`|~0-9a-z-]+";
const mediaType = new RegExp(`^(${token}/${token})[ \\t]*(?:;(.*))?$`, 'i');
const charsetParameter = /(?:^|;)[ \t]*charset[ \t]*=[ \t]*"?([a-z0-9_:.-]+)/i;

/**
 * Reads the Content-Type header.
 * @returns `null` when there is none; a refusal (415) when it is no media type or says two things.
 */
export function readContentType(headers: readonly Header[]): ContentType | Refusal | null {
  const values = findHeaders(headers, 'content-type').map((value) => value.trim());
  const [full] = values;
  if (full === undefined || full === '') return null;
  if (values.some((value) => value.toLowerCase() !== full.toLowerCase())) {
    return new Refusal(415, 'content_type_twice');
  }
  return full.length > usualLength ? readOne(full) : readUsual(full);
}

function readOne(full: string): ContentType | Refusal {
  const match = mediaType.exec(full);
  if (!match?.[1]) return new Refusal(415, 'content_type_unreadable');
  const charset = charsetParameter.exec(match[2] ?? '')?.[1]?.toLowerCase() ?? null;
  return { type: match[1].toLowerCase(), charset, full };
}

/** Strangers write it, so that it is remembered only of few, and of short ones. */
const usualLength = 100;
const readUsual = rememberByText(readOne, 500);

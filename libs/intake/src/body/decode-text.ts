import { isUtf8 } from 'node:buffer';

export type DecodedText = {
  text: string;
  /** Some bytes were no text in this encoding, or were NUL; U+FFFD stands in their place. */
  wasRepaired: boolean;
  /** Plain UTF-8 without a byte order mark: the text is exactly the bytes. */
  isPlain: boolean;
};

/**
 * Decodes bytes by their byte order mark, else the declared charset, else UTF-8. Never fails: what
 * cannot be decoded is replaced and said so.
 */
export function decodeText(bytes: Uint8Array, charset: string | null): DecodedText {
  const mark = markOf(bytes);
  const label = mark ?? knownCharset(charset);
  if (label === 'utf-8' && mark === null && isUtf8(bytes)) return fromPlain(bytes);
  const decoder = new TextDecoder(label);
  const text = decoder.decode(bytes);
  const clean = cleanText(text);
  return { text: clean, wasRepaired: clean.includes('\ufffd'), isPlain: false };
}

/** NUL and halves of surrogate pairs replaced: PostgreSQL could not hold them. */
export function cleanText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

function fromPlain(bytes: Uint8Array): DecodedText {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (!text.includes('\0')) return { text, wasRepaired: false, isPlain: true };
  return { text: cleanText(text), wasRepaired: true, isPlain: false };
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function knownCharset(charset: string | null): string {
  if (charset === null || charset === 'utf-8' || charset === 'utf8') return 'utf-8';
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return 'utf-8';
  }
}

/** A text as it may stand in what arrived. */
export type Sought = {
  /** The digits of what looks like a phone; it is found however it is written. */
  readonly digits: string | null;
  /** As it would stand in a line for people, in small letters. */
  readonly texts: readonly string[];
  /** As it would stand in a query, where other letters and signs are written as bytes. */
  readonly encoded: readonly string[];
  /** As it would stand in a body: JSON's writing of letters that are no ASCII, each byte of them escaped. */
  readonly escaped: readonly string[];
};

const fewestDigits = 5;
const separators = /[\s()+.-]/g;

/** Reads what somebody typed into a search; case is no matter, as far as a body can be compared without it. */
export function readSought(typed: string): Sought {
  const text = typed.replaceAll('\0', '').trim();
  const lower = text.toLowerCase();
  const forms = new Set([text, lower, text.toUpperCase(), capital(lower)]);
  const escaped = [...forms].flatMap((form) => {
    const json = JSON.stringify(form).slice(1, -1);
    const ascii = json.replace(/[^\x20-\x7e]/g, unicodeEscape);
    return [form, json, ascii, json.replaceAll('/', '\\/')].map(escapeBytes);
  });
  const encoded = [...forms].flatMap((form) => {
    const percent = encodeURIComponent(form.toWellFormed()).toLowerCase();
    return [
      form.toLowerCase(),
      percent,
      percent.replaceAll('%20', '+'),
      percent.replaceAll('%40', '@'),
    ];
  });
  return {
    digits: digitsOf(text),
    texts: [lower],
    encoded: [...new Set(encoded)],
    escaped: [...new Set(escaped)],
  };
}

/** A number with its country's code or without it is the same number to whoever looks for it. */
function digitsOf(text: string): string | null {
  const digits = text.replace(separators, '');
  if (!/^\d+$/.test(digits) || digits.length < fewestDigits) return null;
  return digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const unicodeEscape = (sign: string): string =>
  `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** As the database escapes bytes (`encode(..., 'escape')`), in small letters. */
function escapeBytes(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      if (byte === 0x5c) return '\\\\';
      return byte === 0 || byte > 0x7f
        ? `\\${byte.toString(8).padStart(3, '0')}`
        : String.fromCharCode(byte);
    })
    .join('')
    .toLowerCase();
}

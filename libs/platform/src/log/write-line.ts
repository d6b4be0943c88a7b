import { maskSecrets } from './register-secret.js';

/** Control characters that JSON leaves as they are but that a terminal or a reader's eye obeys. */
const obeyed = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Hands on a finished line with registered secrets masked and every control character escaped. */
export function writeLine(line: string, write: (line: string) => void): void {
  const masked = maskSecrets(line);
  // A secret of digits, or one that looks like JSON, can lie across the line's own syntax.
  const isWhole = masked === line || isJson(masked);
  const safe = isWhole ? masked : `${JSON.stringify({ level: 'error', msg: masked })}\n`;
  write(safe.replace(obeyed, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { registerSecret } from './register-secret.js';

/** Of the values alone; with all their forms they take some twenty times as much. Thousands of keys fit. */
const mostChars = 1_000_000;

const opened = new Map<string, () => void>();
let chars = 0;

/**
 * Hides a secret that was opened to be used. It is opened anew at each use, so those that nobody has opened for the longest
 * time, such as tokens that were renewed since, are forgotten when there are too many.
 */
export function registerOpened(value: string): void {
  if (value === '') return;
  const forget = opened.get(value);
  opened.delete(value);
  opened.set(value, forget ?? registerSecret(value));
  if (forget === undefined) chars += value.length;
  for (const [oldest, forgetOldest] of opened) {
    if (chars <= mostChars || oldest === value) return;
    forgetOldest();
    opened.delete(oldest);
    chars -= oldest.length;
  }
}

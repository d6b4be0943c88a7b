import { commonPasswords } from './common-passwords.js';

/** What is wrong with a password that somebody chooses; `null` when nothing is. */
export function checkPassword(password: string, email: string): string | null {
  // Characters as a person counts them, bytes as argon2 does: 128 of any kind fit.
  const length = [...password].length;
  if (length < 12)
    return 'Use at least 12 characters; a few words in a row are easy to keep in mind.';
  if (length > 128) return 'Use at most 128 characters.';
  const plain = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (isCommon(password.toLowerCase(), plain)) {
    return 'This is one of the passwords that are tried first; choose another.';
  }
  if (isOfEmail(plain, email.toLowerCase())) {
    return 'Do not use your e-mail address as the password.';
  }
  return null;
}

function isCommon(lower: string, plain: string): boolean {
  if (commonPasswords.has(lower) || commonPasswords.has(plain)) return true;
  if (isRepeated(lower) || isRow(lower)) return true;
  // "password" with a number behind it, however long the number; a phrase of words is no such word.
  if (/\s/.test(lower.trim())) return false;
  const stem = plain.replaceAll(/^\p{N}+|\p{N}+$/gu, '');
  return commonPasswords.has(stem);
}

/** `abcabcabcabc`, `111111111111`. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4].some(
    (period) => text === text.slice(0, period).padEnd(text.length, text.slice(0, period)),
  );
}

/** `123456789012`, `abcdefghijkl`: every character is next to the one before. */
function isRow(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const sames = steps.filter((step) => step === 1 || step === -1 || step === -9 || step === 9);
  return sames.length === steps.length;
}

function isOfEmail(plain: string, email: string): boolean {
  const parts = [email, ...email.split('@'), email.split('@')[1]?.split('.')[0] ?? ''];
  const words = parts.map((part) => part.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter(Boolean);
  const rest = plain.replaceAll(/^\p{N}+|\p{N}+$/gu, '');
  return words.some((word) => plain === word || (word.length > 3 && rest === word));
}

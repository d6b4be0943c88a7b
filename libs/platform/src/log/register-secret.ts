import { formsOfSecret } from './forms-of-secret.js';

/** Shorter values would mask ordinary words. */
const leastChars = 6;
const mask = '[secret]';

type Entry = { uses: number; forms: readonly string[] };

const secrets = new Map<string, Entry>();
/** Forms by their first characters, and a bitmap over the same, so that a clean line costs one cheap pass. */
const byHead = new Map<string, Map<string, number>>();
const mayStart = new Uint8Array(65_536);

/** From now on no log line shows this value, in any usual encoding. Returns the way to forget it again. */
export function registerSecret(value: string): () => void {
  if (value.length < leastChars) return () => undefined;
  const entry = secrets.get(value) ?? { uses: 0, forms: formsOfSecret(value, leastChars) };
  entry.uses += 1;
  secrets.set(value, entry);
  if (entry.uses === 1) entry.forms.forEach(addForm);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    entry.uses -= 1;
    if (entry.uses === 0) {
      secrets.delete(value);
      entry.forms.forEach(removeForm);
    }
  };
}

/** The text with every registered secret masked. For error texts that are stored or shown. */
export function maskSecrets(text: string): string {
  if (secrets.size === 0) return text;
  let result = '';
  let copiedTo = 0;
  for (let at = 0; at + leastChars <= text.length; at += 1) {
    if (mayStart[hashAt(text, at)] === 0) continue;
    const found = longestFormAt(text, at);
    if (found === 0) continue;
    result += text.slice(copiedTo, at) + mask;
    copiedTo = at + found;
    at = copiedTo - 1;
  }
  return copiedTo === 0 ? text : result + text.slice(copiedTo);
}

function addForm(form: string): void {
  const head = form.slice(0, leastChars);
  const uses = byHead.get(head) ?? new Map<string, number>();
  byHead.set(head, uses.set(form, (uses.get(form) ?? 0) + 1));
  mayStart[hashAt(form, 0)] = 1;
}

/** Leaves the bitmap alone: a bit too many costs a lookup, a bit too few would cost a secret. */
function removeForm(form: string): void {
  const head = form.slice(0, leastChars);
  const uses = byHead.get(head);
  const left = (uses?.get(form) ?? 0) - 1;
  if (left > 0) uses?.set(form, left);
  else uses?.delete(form);
  if (uses?.size === 0) byHead.delete(head);
}

const hashAt = (text: string, at: number) =>
  (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10)) & 0xffff;

function longestFormAt(text: string, at: number): number {
  let longest = 0;
  for (const form of byHead.get(text.slice(at, at + leastChars))?.keys() ?? [])
    if (form.length > longest && text.startsWith(form, at)) longest = form.length;
  return longest;
}

/** The same for the password in an address, where there is one. */
export function registerUrlSecret(url: string | undefined): void {
  const password = url === undefined ? '' : new URL(url).password;
  if (password !== '') registerSecret(decodeURIComponent(password));
}

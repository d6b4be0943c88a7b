/** Shorter values would mask ordinary words; longer secrets are also found by their ends. */
const leastChars = 6;
const leastCharsForEnds = 24;
const mask = '[secret]';

type Entry = { uses: number; forms: readonly string[] };

const secrets = new Map<string, Entry>();
/** Forms by their first characters, and a bitmap over the same, so that a clean line costs one cheap pass. */
const byHead = new Map<string, Map<string, number>>();
const mayStart = new Uint8Array(65_536);

/** From now on no log line shows this value, in any usual encoding. Returns the way to forget it again. */
export function registerSecret(value: string): () => void {
  if (value.length < leastChars) return () => undefined;
  const entry = secrets.get(value) ?? { uses: 0, forms: formsOf(value) };
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

function formsOf(value: string): string[] {
  const wellFormed = Buffer.from(value).toString();
  const forms = new Set<string>([value, encodeURIComponent(wellFormed)]);
  forms.add(new URLSearchParams([['', value]]).toString().slice(1));
  if (value.length >= leastCharsForEnds) forms.add(value.slice(0, 12)).add(value.slice(-12));
  for (const form of [...forms]) forms.add(JSON.stringify(form).slice(1, -1));
  for (const form of [...forms]) forms.add(JSON.stringify(form).slice(1, -1));
  forms.add(Buffer.from(value).toString('hex'));
  for (const encoding of ['base64', 'base64url'] as const)
    for (const before of [0, 1, 2]) forms.add(insideBase64(value, { encoding, before }));
  return [...forms].filter((form) => form.length >= leastChars);
}

/** How the value looks inside the base64 of a longer text, such as `user:password`: three alignments. */
function insideBase64(
  value: string,
  { encoding, before }: { encoding: 'base64' | 'base64url'; before: number },
): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString(encoding).slice(Math.ceil((before * 8) / 6), whole);
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

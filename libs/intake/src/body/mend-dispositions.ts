const maxHeadBytes = 16_384;
const wellFormed =
  /^form-data(?:[ \t]*;[ \t]*[\w!#$%&'*+.^`|~-]+=(?:"(?:[^"\\]|\\.)*"|[\w!#$%&'*+.^`|~-]+))*[ \t]*$/i;
const disposition = /^content-disposition[ \t]*:[ \t]*(.*(?:\r\n[ \t].*)*)/im;
const blankBeforeColon = /^([\w-]+)[ \t]+(?=:)/gm;
/** Nothing but these may stand in a header. */
const unwritable = /[^\t -~\x80-\xff]/g;
const parameter = /;[ \t]*((?:file)?name\*?)[ \t]*=[ \t]*/gi;

/**
 * Parts whose Content-Disposition no parser reads (`filename="a"b.txt"`) would be left out without a word. Their names
 * are written anew, as well as they can be made out, and no blank stays before a colon; all else stays byte by byte.
 * @returns the same bytes when there was nothing to mend.
 */
export function mendDispositions(
  bytes: Uint8Array,
  boundary: string,
  maxParts: number,
): Uint8Array {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const mended: Buffer[] = [];
  let done = 0;
  let at = body.indexOf(delimiter);
  for (let parts = 0; at >= 0 && parts <= maxParts; parts += 1) {
    const head = readHead(body, at, delimiter.length);
    const text = head && mendHead(head.text);
    if (head && text !== null && text !== head.text) {
      mended.push(body.subarray(done, head.start), Buffer.from(text, 'latin1'));
      done = head.end;
    }
    at = body.indexOf(delimiter, head?.end ?? at + delimiter.length);
  }
  return mended.length === 0 ? bytes : Buffer.concat([...mended, body.subarray(done)]);
}

/** What stands between a border and the first empty line after it; `null`: it is none that begins a part. */
function readHead(
  body: Buffer,
  at: number,
  length: number,
): { text: string; start: number; end: number } | null {
  const isAtLine = at === 0 || (body[at - 2] === 0x0d && body[at - 1] === 0x0a);
  const start = at + length;
  if (!isAtLine || body[start] !== 0x0d || body[start + 1] !== 0x0a) return null;
  // Not the whole rest: borders without such a line, one after the other, would have it read ever anew.
  const headBytes = body.subarray(start, start + maxHeadBytes).indexOf('\r\n\r\n');
  if (headBytes < 0) return null;
  const end = start + headBytes;
  return { text: body.toString('latin1', start, end), start, end };
}

function mendHead(sent: string): string {
  const head = sent.replace(blankBeforeColon, '$1');
  const found = disposition.exec(head);
  const value = found?.[1];
  if (found === null || value === undefined) return head;
  const line = value.replace(/\r\n[ \t]+/g, ' ').trim();
  const plain = line.replace(unwritable, '_');
  if (plain === line && wellFormed.test(line)) return head;
  const end = found.index + found[0].length;
  return head.slice(0, end - value.length) + written(readParameters(plain)) + head.slice(end);
}

function readParameters(line: string): ReadonlyMap<string, string> {
  const found = [...line.matchAll(parameter)];
  return new Map(
    found.map(({ 0: all, 1: name = '', index }, place) => {
      const until = found[place + 1]?.index ?? line.length;
      return [name.toLowerCase(), line.slice(index + all.length, until).trim()];
    }),
  );
}

function written(told: ReadonlyMap<string, string>): string {
  const name = `form-data; name=${quoted(told.get('name') ?? '')}`;
  const fileName = told.get('filename') ?? told.get('filename*')?.replace(/^[^']*'[^']*'/, '');
  return fileName === undefined ? name : `${name}; filename=${quoted(fileName || 'file')}`;
}

/** With or without quotes around it, and whatever quotes stand within it. */
function quoted(text: string): string {
  const inner = /^"?(.*?)"?$/s.exec(text)?.[1] ?? '';
  return `"${inner.replace(/\\?(["\\])/g, '\\$1')}"`;
}

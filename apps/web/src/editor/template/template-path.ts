const plain = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** `["trigger", "Ваше имя"]` as it is written in a template: `trigger.[Ваше имя]`. */
export function writePath(segments: readonly string[]): string {
  return segments
    .map((segment) => (plain.test(segment) && segment !== 'this' ? segment : `[${segment}]`))
    .join('.');
}

/** The segments of a path; nothing when the text is more than a path. */
export function readPath(text: string): readonly string[] | null {
  const segment = /\[([^\]]*)\]|([\p{L}_$][\p{L}\p{N}_$-]*)|(\d+)/uy;
  const segments: string[] = [];
  let at = 0;
  while (at < text.length) {
    segment.lastIndex = at;
    const match = segment.exec(text);
    if (!match) return null;
    segments.push(match[1] ?? match[2] ?? match[3] ?? '');
    at = segment.lastIndex;
    if (at === text.length) return segments;
    if (text[at] !== '.') return null;
    at += 1;
  }
  return null;
}

/** A field name with brackets inside cannot be written as a path. */
export function canWrite(segment: string): boolean {
  return segment !== '' && !/[[\]]/.test(segment);
}

const roots = ['trigger', 'steps', 'event', 'now', 'flow', 'run', 'workspace', 'item', 'index'];

/** The segments of a path that begins where templates may read from; nothing for any other text. */
export function readReference(text: string): readonly string[] | null {
  const segments = readPath(text);
  return segments && roots.includes(segments[0] ?? '') ? segments : null;
}

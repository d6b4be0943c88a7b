import { bracketedName, readBracketed } from '@hookline/contract';

const segment = new RegExp(
  String.raw`(?<named>${bracketedName})|(?<word>[\p{L}_$][\p{L}\p{N}_$-]*|\d+)`,
  'uy',
);

/** The segments of a path; nothing when the text is more than a path. */
export function readPath(text: string): readonly string[] | null {
  const segments: string[] = [];
  let at = 0;
  while (at < text.length) {
    segment.lastIndex = at;
    const found = segment.exec(text)?.groups;
    if (!found) return null;
    const { named, word = '' } = found;
    segments.push(named === undefined ? word : readBracketed(named.slice(1, -1)));
    at = segment.lastIndex;
    if (at === text.length) return segments;
    if (text[at] !== '.') return null;
    at += 1;
  }
  return null;
}

const roots = ['trigger', 'steps', 'event', 'now', 'flow', 'run', 'workspace', 'item', 'index'];

/** The segments of a path that begins where templates may read from; nothing for any other text. */
export function readReference(text: string): readonly string[] | null {
  const segments = readPath(text);
  return segments && roots.includes(segments[0] ?? '') ? segments : null;
}

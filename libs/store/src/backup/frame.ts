/** The parts of an archive, in the order in which they come. */
export type FrameKind = 'head' | 'table' | 'rows' | 'tableEnd' | 'end';
export type Frame = { readonly kind: FrameKind; readonly payload: Buffer };

/** Why an archive cannot be used: words for whoever restores it. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

const magic = Buffer.from('HOOKLINE BACKUP 1\n');
const letters: Readonly<Record<FrameKind, string>> = {
  head: 'H',
  table: 'T',
  rows: 'D',
  tableEnd: 'E',
  end: 'Z',
};
const kinds = new Map<string, FrameKind>([
  ['H', 'head'],
  ['T', 'table'],
  ['D', 'rows'],
  ['E', 'tableEnd'],
  ['Z', 'end'],
]);
const frameHeadBytes = 5;
/** A damaged length must not ask for memory. */
const maxPayloadBytes = 16 * 1_048_576;

/** What an archive begins with. */
export const archiveMark = (): Buffer => magic;

/** One letter, the length of what follows in four bytes, and that. */
export function encodeFrame({ kind, payload }: Frame): Buffer {
  const head = Buffer.alloc(frameHeadBytes);
  head.write(letters[kind], 0, 'latin1');
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/**
 * The frames of an archive as they arrive.
 * @throws ArchiveRefused when it is no archive, is of another format, or stops in the middle.
 */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const bytes = new ByteQueue(source[Symbol.asyncIterator]());
  const mark = await bytes.take(magic.length);
  if (!mark?.equals(magic))
    throw new ArchiveRefused('This is no backup of Hookline, or one of another format.');
  for (;;) {
    const head = await bytes.take(frameHeadBytes);
    if (head === null) throw cutShort();
    const kind = kinds.get(head.toString('latin1', 0, 1));
    const length = head.readUInt32BE(1);
    if (kind === undefined || length > maxPayloadBytes)
      throw new ArchiveRefused('The backup is damaged: it holds what no backup holds.');
    const payload = await bytes.take(length);
    if (payload === null) throw cutShort();
    yield { kind, payload };
    if (kind === 'end') return;
  }
}

const cutShort = (): ArchiveRefused =>
  new ArchiveRefused('The backup is not complete: it stops in the middle. Use another one.');

/** Gives bytes out in the portions that are asked for. */
class ByteQueue {
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  async take(count: number): Promise<Buffer | null> {
    while (this.heldBytes < count) {
      const { done, value } = await this.source.next();
      if (done) return null;
      this.held.push(value);
      this.heldBytes += value.length;
    }
    const all = this.held.length === 1 && this.held[0] ? this.held[0] : Buffer.concat(this.held);
    this.held = [all.subarray(count)];
    this.heldBytes = all.length - count;
    return all.subarray(0, count);
  }
}

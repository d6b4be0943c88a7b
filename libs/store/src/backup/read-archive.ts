import { createHash } from 'node:crypto';
import {
  readEnd,
  readHead,
  readTableEnd,
  readTableStart,
  type ArchiveHead,
} from './archive-head.js';
import { ArchiveRefused, readFrames, type Frame } from './frame.js';
import type { TableShape } from './list-tables.js';

export type ArchivedTable = TableShape & {
  /** Its rows in the form of COPY; all of them must be taken before the next table. */
  readonly rows: AsyncIterable<Buffer>;
};

export type Archive = {
  readonly head: ArchiveHead;
  /** Once. Throws ArchiveRefused at the first thing that is not as it was written. */
  readonly tables: () => AsyncGenerator<ArchivedTable>;
};

/** Opens an archive as it arrives: its head now, its tables as they are taken. */
export async function readArchive(source: AsyncIterable<Buffer>): Promise<Archive> {
  const frames = readFrames(source);
  const head = readHead((await expectFrame(frames, 'head')).payload);
  return { head, tables: () => readTables(frames) };
}

/** Reads an archive to its end without a database. */
export async function verifyArchive(source: AsyncIterable<Buffer>): Promise<ArchiveHead> {
  const { head, tables } = await readArchive(source);
  for await (const { rows } of tables()) for await (const _ of rows);
  return head;
}

async function* readTables(frames: AsyncGenerator<Frame>): AsyncGenerator<ArchivedTable> {
  const total = { tables: 0, rows: 0 };
  for (;;) {
    const frame = await nextFrame(frames);
    if (frame.kind === 'end') {
      const end = readEnd(frame.payload);
      if (end.tables !== total.tables || end.rows !== total.rows)
        throw new ArchiveRefused('The backup is damaged: its sums are not those of its tables.');
      return;
    }
    if (frame.kind !== 'table') throw disorder();
    const shape = readTableStart(frame.payload);
    yield { ...shape, rows: readRows(frames, shape.name, (rows) => (total.rows += rows)) };
    total.tables += 1;
  }
}

async function* readRows(
  frames: AsyncGenerator<Frame>,
  table: string,
  onEnd: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (;;) {
    const { kind, payload } = await nextFrame(frames);
    if (kind === 'rows') {
      hash.update(payload);
      bytes += payload.length;
      yield payload;
      continue;
    }
    if (kind !== 'tableEnd') throw disorder();
    const end = readTableEnd(payload);
    if (end.bytes !== bytes || end.sha256 !== hash.digest('hex'))
      throw new ArchiveRefused(
        `The backup is damaged: its table ${table} is not what was written.`,
      );
    return onEnd(end.rows);
  }
}

async function expectFrame(frames: AsyncGenerator<Frame>, kind: Frame['kind']): Promise<Frame> {
  const frame = await nextFrame(frames);
  if (frame.kind !== kind) throw disorder();
  return frame;
}

/** By hand: a `for await` would close the source at the end of the first table. */
async function nextFrame(frames: AsyncGenerator<Frame>): Promise<Frame> {
  const { done, value } = await frames.next();
  if (done) throw disorder();
  return value;
}

const disorder = (): ArchiveRefused =>
  new ArchiveRefused('The backup is damaged: its parts are not in order.');

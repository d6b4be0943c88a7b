import { expect, it } from 'vitest';
import { archiveMark, encodeFrame, readFrames, type Frame } from './frame.js';

async function framesOf(bytes: Buffer, pieceBytes = bytes.length): Promise<Frame[]> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const frames: Frame[] = [];
  for await (const frame of readFrames(pieces())) frames.push(frame);
  return frames;
}

const rows = { kind: 'rows', payload: Buffer.from('a\tb\n') } as const;
const end = { kind: 'end', payload: Buffer.from('{}') } as const;
const whole = Buffer.concat([archiveMark(), encodeFrame(rows), encodeFrame(end)]);

it('frames are read as they were written, in whatever pieces they arrive', async () => {
  for (const pieceBytes of [1, 3, 7, whole.length])
    expect(await framesOf(whole, pieceBytes)).toEqual([rows, end]);
});

it('a backup that stops anywhere before its end is not complete', async () => {
  for (let bytes = archiveMark().length; bytes < whole.length; bytes += 1)
    await expect(framesOf(whole.subarray(0, bytes))).rejects.toThrow(/stops in the middle/);
});

it.each(['', 'PK\u0003\u0004 something else', 'HOOKLINE BACKUP 2\nH'])(
  'what is no backup is refused: %j',
  async (text) => {
    await expect(framesOf(Buffer.from(text))).rejects.toThrow(/no backup/);
  },
);

it('a damaged length asks for no memory', async () => {
  const damaged = Buffer.from(whole);
  damaged.writeUInt32BE(0xffff_ffff, archiveMark().length + 1);
  await expect(framesOf(damaged)).rejects.toThrow(/damaged/);
});

/**
 * Array parameters in the binary form of PostgreSQL's protocol (the driver sends a Buffer as it is). The
 * text form costs both ends several times as much: every element is quoted, and bytes double as hex.
 * The form: dimensions, whether there are nulls, the type of the elements, their count, the first index;
 * then each element after its length, -1 for null. All numbers are four bytes, big-endian.
 */
const elementOf = { bytea: 17, int4: 23, text: 25, float8: 701, uuid: 2_950 };
const headBytes = 20;
const lengthBytes = 4;
const nullLength = -1;
const uuidBytes = 16;
/** A UTF-16 unit becomes at most so many bytes of UTF-8. */
const maxBytesPerUnit = 3;
/** From here on measuring a text is cheaper than room for the worst. */
const worthMeasuring = 1_024;

export function encodeUuids(ids: readonly (string | null)[]): Buffer {
  const { buffer, at } = begin(elementOf.uuid, ids, ids.length * (lengthBytes + uuidBytes));
  let offset = at;
  let last: string | null = null;
  for (const id of ids) {
    if (id === null) {
      offset = buffer.writeInt32BE(nullLength, offset);
      last = null;
      continue;
    }
    const start = buffer.writeInt32BE(uuidBytes, offset);
    // Neighbours are often of one workspace and one flow.
    if (id === last) buffer.copyWithin(start, offset - uuidBytes, offset);
    else writeUuid(buffer, start, id);
    offset = start + uuidBytes;
    last = id;
  }
  return buffer.subarray(0, offset);
}

export function encodeTexts(texts: readonly (string | null)[]): Buffer {
  let bytes = 0;
  for (const text of texts) bytes += lengthBytes + (text === null ? 0 : roomFor(text));
  const { buffer, at } = begin(elementOf.text, texts, bytes);
  let offset = at;
  for (const text of texts) {
    const length = text === null ? nullLength : buffer.write(text ?? '', offset + lengthBytes);
    buffer.writeInt32BE(length, offset);
    offset += lengthBytes + Math.max(length, 0);
  }
  return buffer.subarray(0, offset);
}

export function encodeBytes(all: readonly (Uint8Array | null)[]): Buffer {
  let bytes = 0;
  for (const each of all) bytes += lengthBytes + (each?.length ?? 0);
  const { buffer, at } = begin(elementOf.bytea, all, bytes);
  let offset = at;
  for (const each of all) {
    offset = buffer.writeInt32BE(each === null ? nullLength : each.length, offset);
    if (each === null) continue;
    buffer.set(each, offset);
    offset += each.length;
  }
  return buffer;
}

export function encodeInts(numbers: readonly number[]): Buffer {
  const { buffer, at } = begin(elementOf.int4, numbers, numbers.length * (lengthBytes + 4));
  let offset = at;
  for (const number of numbers) {
    offset = buffer.writeInt32BE(number, buffer.writeInt32BE(4, offset));
  }
  return buffer;
}

export function encodeFloats(numbers: readonly number[]): Buffer {
  const { buffer, at } = begin(elementOf.float8, numbers, numbers.length * (lengthBytes + 8));
  let offset = at;
  for (const number of numbers) {
    offset = buffer.writeDoubleBE(number, buffer.writeInt32BE(8, offset));
  }
  return buffer;
}

function begin(
  element: number,
  items: readonly unknown[],
  bytes: number,
): { buffer: Buffer; at: number } {
  // An empty array has no dimension, and its form ends after the type of its elements.
  const hasItems = items.length > 0;
  const buffer = Buffer.allocUnsafe((hasItems ? headBytes : 12) + bytes);
  buffer.writeInt32BE(hasItems ? 1 : 0, 0);
  buffer.writeInt32BE(items.includes(null) ? 1 : 0, 4);
  buffer.writeInt32BE(element, 8);
  if (!hasItems) return { buffer, at: 12 };
  buffer.writeInt32BE(items.length, 12);
  buffer.writeInt32BE(1, 16);
  return { buffer, at: headBytes };
}

function roomFor(text: string): number {
  return text.length < worthMeasuring ? text.length * maxBytesPerUnit : Buffer.byteLength(text);
}

const dash = 0x2d;

function writeUuid(buffer: Buffer, start: number, id: string): void {
  let offset = start;
  for (let at = 0; at < id.length; at += 2) {
    if (id.charCodeAt(at) === dash) at += 1;
    buffer[offset] = (nibble(id.charCodeAt(at)) << 4) | nibble(id.charCodeAt(at + 1));
    offset += 1;
  }
  if (offset - start !== uuidBytes) throw new TypeError(`not a uuid: ${id}`);
}

function nibble(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x66) return lower - 0x57;
  throw new TypeError('a uuid has hexadecimal digits only');
}

import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { DoorTooLarge } from './door-errors.js';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const inflateAny: Decoder = async (body, options) => {
  try {
    return await promisify(inflate)(body, options);
  } catch (error) {
    // Some servers send "deflate" without the zlib frame that the standard asks for.
    if (isTooLarge(error)) throw error;
    return promisify(inflateRaw)(body, options);
  }
};

const decoders = new Map<string, Decoder>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  ['deflate', inflateAny],
]);

/**
 * Undoes one layer of content encoding, within the size limit. Null when there is none, when there
 * are several (a bomb) or when it is broken: the caller then passes the bytes on as they came.
 */
export async function decodeBody(
  body: Buffer,
  { encoding, maxBytes, status }: { encoding: unknown; maxBytes: number; status: number },
): Promise<Buffer | null> {
  const decode =
    typeof encoding === 'string' ? decoders.get(encoding.trim().toLowerCase()) : undefined;
  if (decode === undefined || body.length === 0) return null;
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (isTooLarge(error)) throw new DoorTooLarge(status);
    return null;
  }
}

const isTooLarge = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

import { crc32 as checksum } from 'node:zlib';

/** The checksum that PayPal signs in place of the body. */
export const crc32 = (bytes: Uint8Array): number => checksum(bytes);

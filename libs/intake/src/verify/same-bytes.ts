import { timingSafeEqual } from 'node:crypto';
import { digestOf } from './hash-parts.js';

/** Whether two texts are the same, in a time that tells nothing: digests have one length. */
export function isSameText(sent: string, wanted: string): boolean {
  return timingSafeEqual(digestOf('sha256', sent), digestOf('sha256', wanted));
}

export function isSameBytes(sent: Uint8Array, wanted: Uint8Array): boolean {
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}

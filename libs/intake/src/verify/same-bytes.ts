import { hash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in a time that tells nothing: digests have one length. */
export function isSameText(sent: string, wanted: string): boolean {
  return timingSafeEqual(digest(sent), digest(wanted));
}

export function isSameBytes(sent: Uint8Array, wanted: Uint8Array): boolean {
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

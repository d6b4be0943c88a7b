import { createHmac } from 'node:crypto';
import type { KeyRing } from './key-ring.js';

/** A public mark of the ring's current key. Kept in the database, it tells a wrong key file at start. */
export function fingerprintKey(ring: KeyRing): string {
  return fingerprintOf(ring, ring.currentVersion);
}

/** Whether this ring holds the key with that mark (also as an older version, after a rotation). */
export function holdsKey(ring: KeyRing, fingerprint: string): boolean {
  return ring.versions.some((version) => fingerprintOf(ring, version) === fingerprint);
}

function fingerprintOf(ring: KeyRing, version: number): string {
  const mac = createHmac('sha256', ring.keyOf(version) ?? '').update('hookline key fingerprint');
  return `${version}:${mac.digest('hex').slice(0, 32)}`;
}

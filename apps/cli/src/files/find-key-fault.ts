import { stat } from 'node:fs/promises';
import { holdsKey, openKeyFile } from '@hookline/platform';

/**
 * What is wrong with the key file where credentials were sealed by the key of this fingerprint; `null`: it opens them.
 * A file that is not there is not made: it would hold another key.
 */
export async function findKeyFault(
  keyFile: string,
  fingerprint: string,
): Promise<'missing' | 'wrong' | null> {
  const isThere = await stat(keyFile).then(
    () => true,
    () => false,
  );
  if (!isThere) return 'missing';
  return holdsKey(await openKeyFile(keyFile), fingerprint) ? null : 'wrong';
}

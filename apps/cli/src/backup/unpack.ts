import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArchiveRefused } from '@hookline/store';

/** The bytes of a packed archive; what cannot be unpacked is told in words of a backup. */
export async function* unpack(packed: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // Its failure is thrown by the loop below.
  pipeline(packed, gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR')
    return new ArchiveRefused(
      'The backup is not complete: it stops in the middle. Use another one.',
      { cause: error },
    );
  if (code.startsWith('Z_'))
    return new ArchiveRefused('The backup is damaged, or it is no backup of Hookline.', {
      cause: error,
    });
  if (code === 'ENOENT') return new ArchiveRefused('There is no such file.', { cause: error });
  return error;
}

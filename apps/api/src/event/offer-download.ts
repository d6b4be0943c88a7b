import { StreamableFile } from '@nestjs/common';
import { plainFileName } from '@hookline/contract';
import type { FastifyReply } from 'fastify';

/**
 * Bytes from a stranger are only ever saved, never shown: a page or a script among them would otherwise
 * run under our own address.
 */
export function offerDownload(
  reply: FastifyReply,
  file: { fileName: string; bytes: Buffer },
): StreamableFile {
  reply.header('content-security-policy', "sandbox; default-src 'none'");
  reply.header('x-content-type-options', 'nosniff');
  reply.header('cache-control', 'private, no-store');
  return new StreamableFile(file.bytes, {
    type: 'application/octet-stream',
    length: file.bytes.length,
    disposition: `attachment; filename*=UTF-8''${encodeName(plainFileName(file.fileName))}`,
  });
}

/** RFC 8187; the way through bytes replaces a lone surrogate, which could not be encoded. */
function encodeName(name: string): string {
  const safe = Buffer.from(name.slice(0, 150), 'utf8').toString('utf8');
  return encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

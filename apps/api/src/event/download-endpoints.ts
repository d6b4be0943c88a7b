import { endpoint, idParam } from '@hookline/contract';
import { StreamableFile } from '@nestjs/common';
import { z } from 'zod';

const bytes = z.instanceof(StreamableFile);

/** Bytes are no JSON, so these are no endpoints of the contract, but guarded as those are. */
export const downloadBody = endpoint({
  id: 'downloadEventBody',
  method: 'GET',
  path: '/events/{id}/body',
  summary: 'The body of a request, byte by byte as it came',
  params: idParam,
  reply: bytes,
  errors: ['event_not_found'],
});

export const downloadJson = endpoint({
  id: 'downloadEventJson',
  method: 'GET',
  path: '/events/{id}/json',
  summary: 'A request with all that is known of it, as a JSON file',
  params: idParam,
  reply: bytes,
  errors: ['event_not_found'],
});

export const downloadFile = endpoint({
  id: 'downloadEventFile',
  method: 'GET',
  path: '/events/{id}/files/{index}',
  summary: 'A file that came with a request',
  params: z.object({
    id: z.string().max(100),
    index: z.coerce.number().int().min(0).max(32_767),
  }),
  reply: bytes,
  errors: ['event_not_found'],
});

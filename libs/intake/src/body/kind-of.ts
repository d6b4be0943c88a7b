import type { BodyKind } from '@hookline/contract';

/** As what a body of a media type is read; `bytes`: not at all, it is kept as it came. */
export function kindOf(type: string): Exclude<BodyKind, 'none'> {
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type === 'multipart/form-data') return 'multipart';
  if (type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml')) return 'xml';
  return type.startsWith('text/') ? 'text' : 'bytes';
}

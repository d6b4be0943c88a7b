import { sayReason, type ValueSource } from '@hookline/contract';

/** A place in a request, in words for the owner. */
export function nameOf({ from, path }: ValueSource): string {
  if (from === 'header') return sayReason('place_header', { name: path });
  if (from === 'query') return sayReason('place_query', { name: path });
  if (from === 'body') return sayReason('place_body', { name: path });
  return sayReason('place_address');
}

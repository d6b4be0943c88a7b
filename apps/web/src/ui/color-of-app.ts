import type { AppDescription } from '@hookline/contract';

/** The colour of an app; a quiet one for those that the catalogue does not know, or describes badly. */
export function colorOfApp(known: AppDescription | undefined): string {
  const color = known?.color ?? '';
  return /^#[0-9a-f]{3,8}$/i.test(color) ? color : '#6d727c';
}

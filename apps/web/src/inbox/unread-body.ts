import { isUnread, type EventSummary, type EventView } from '@hookline/contract';

/** It was turned away before anything of its body was read: what is shown of a body would say that it had none. */
export const isBodyUnread = ({ reason, bodyBytes }: Pick<EventSummary, 'reason' | 'bodyBytes'>) =>
  bodyBytes === 0 && isUnread(reason);

/** How large a body the sender announced; `null`: it did not say. */
export function announcedBytes({ headers }: Pick<EventView, 'headers'>): number | null {
  const said = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? '';
  return /^\d{1,15}$/.test(said) ? Number(said) : null;
}

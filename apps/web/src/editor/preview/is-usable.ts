import type { EventSummary } from '@hookline/contract';

/** Whether a sample can be taken from an event: a request without a body says something by its address, or nothing. */
export const isUsable = (event: Pick<EventSummary, 'state' | 'bodyKind' | 'summary'>): boolean =>
  event.state !== 'rejected' && (event.bodyKind !== 'none' || event.summary !== '');

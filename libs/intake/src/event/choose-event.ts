import { sayReason, type JsonObject, type ReceiverPreset } from '@hookline/contract';
import type { EventKind } from './read-kind.js';

/** Which kinds of events start the flow; `null`: all of them, also kinds that nobody knew before. */
export type EventFilter = ReadonlySet<string> | null;

/** The owner's choice in the setting `events`; without one, those that the sender's preset calls usual. */
export function readEventFilter(preset: ReceiverPreset, settings: JsonObject): EventFilter {
  if (preset.events === null) return null;
  const chosen = settings['events'];
  const names = Array.isArray(chosen)
    ? chosen.flatMap((each) => (typeof each === 'string' ? [each] : []))
    : [];
  if (names.length > 0) return new Set(names);
  const { known } = preset.events;
  if (known.every(({ isUsual }) => isUsual)) return null;
  return new Set(known.flatMap(({ value, isUsual }) => (isUsual ? [value] : [])));
}

/** Why an event of this kind does not start the flow, in words for the owner; `null` when it does. */
export function skipReason(kind: EventKind | null, filter: EventFilter): string | null {
  if (kind === null) return null;
  const { name = '', isKnown, isContradicted } = kind;
  const shown = { name: name.slice(0, 100) };
  if (isContradicted) return sayReason('event_contradicts', shown);
  if (filter === null || filter.has(name)) return null;
  if (name === '') return sayReason('event_unnamed');
  return sayReason(isKnown ? 'event_not_chosen' : 'event_unknown', shown);
}

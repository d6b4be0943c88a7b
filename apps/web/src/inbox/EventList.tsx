import { Checkbox } from '@mantine/core';
import type { EventSummary } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { EventRow } from './EventRow.js';

type Props = {
  events: readonly EventSummary[];
  chosen: string | undefined;
  picked: readonly string[] | null;
  onToggle: (id: string) => void;
  onChoose: (id: string) => void;
};

/** Requests, the newest first; held ones can be picked while somebody decides about them. */
export function EventList({ events, chosen, picked, onToggle, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="hl-event-list" aria-live="polite" aria-relevant="additions">
      {events.map((event) => (
        <li key={event.id}>
          {picked !== null && event.state === 'held' && !event.isQuarantined && (
            <Checkbox
              aria-label={t('inbox.pick', { what: event.summary || event.id })}
              checked={picked.includes(event.id)}
              onChange={() => onToggle(event.id)}
            />
          )}
          <EventRow
            event={event}
            isChosen={event.id === chosen}
            onChoose={() => onChoose(event.id)}
          />
        </li>
      ))}
    </ul>
  );
}

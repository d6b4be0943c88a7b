import { Anchor } from '@mantine/core';
import type { EventView } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';

/** Everything that ran for a request: its own run, replays of it, and what people began by hand. */
export function EventRuns({ event }: { event: EventView }) {
  const { t } = useTranslation();
  if (event.runs.length === 0) return null;
  return (
    <ul className="hl-event-runs" aria-label={t('inbox.runs')}>
      {event.runs.map((run) => (
        <li key={run.id}>
          <Anchor
            renderRoot={(root) => <Link to="/runs/$runId" params={{ runId: run.id }} {...root} />}
          >
            {run.isByHand ? t('inbox.openHandRun') : t('inbox.openRun')}
          </Anchor>
          <StateBadge of="run" state={run.state} />
          <RelativeTime at={run.createdAt} />
        </li>
      ))}
    </ul>
  );
}

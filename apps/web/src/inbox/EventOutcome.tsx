import { Anchor, Button, Group, Text } from '@mantine/core';
import type { EventView } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Note } from '../ui/Note.js';
import { formatBytes } from '../words/format.js';
import { EventRuns } from './EventRuns.js';
import { NeverPublished } from './NeverPublished.js';
import { reasonInWords } from './reason-in-words.js';
import { announcedBytes, isBodyUnread } from './unread-body.js';
import { useOrigin } from './use-origin.js';
import { useSettleHeld } from './use-settle-held.js';

const neverPublishedId = 'hl-never-published';

function becameInWords(event: EventView, t: TFunction): string {
  if (isBodyUnread(event)) return t('inbox.becameUnread');
  return t(event.isQuarantined ? 'inbox.becameQuarantined' : `inbox.became.${event.state}`);
}

/** What it would have been, where nothing of it was read. */
function Announced({ event }: { event: EventView }) {
  const { t, i18n } = useTranslation();
  const bytes = isBodyUnread(event) ? announcedBytes(event) : null;
  if (bytes === null || bytes === 0) return null;
  return <Text>{t('inbox.announced', { size: formatBytes(bytes, i18n.language) })}</Text>;
}

function WayTo({ eventId, label }: { eventId: string | null; label: string }) {
  if (eventId === null) return null;
  return (
    <Anchor renderRoot={(root) => <Link to="/inbox" search={{ event: eventId }} {...root} />}>
      {label}
    </Anchor>
  );
}

/** What it became, in words, and the way to all that came of it. */
export function EventOutcome({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const { settle, isBusy } = useSettleHeld(event.flowId);
  const { flow } = useOrigin(event);
  const isNeverPublished = flow?.published === null;
  const only = [event.id];
  const nothing = () => undefined;
  return (
    <Note tone={event.state === 'rejected' ? 'bad' : 'quiet'}>
      <Text>{becameInWords(event, t)}</Text>
      {event.reason !== null && <Text className="hl-wrap">{reasonInWords(event.reason, t)}</Text>}
      {event.sameIdAs !== null && <Text>{t('inbox.sameId')}</Text>}
      <Announced event={event} />
      <EventRuns event={event} />
      <Group gap="xs" mt={4}>
        <WayTo eventId={event.duplicateOf} label={t('inbox.openFirst')} />
        <WayTo eventId={event.sameIdAs} label={t('inbox.openSameId')} />
        {event.state === 'held' && (
          <>
            <Button
              size="compact-sm"
              loading={isBusy}
              disabled={isNeverPublished}
              aria-describedby={isNeverPublished ? neverPublishedId : undefined}
              onClick={() => settle({ decision: 'run', eventIds: only }, nothing)}
            >
              {t('inbox.runOne')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              loading={isBusy}
              onClick={() => settle({ decision: 'discard', eventIds: only }, nothing)}
            >
              {t('inbox.discardOne')}
            </Button>
          </>
        )}
      </Group>
      {event.state === 'held' && isNeverPublished && <NeverPublished id={neverPublishedId} />}
    </Note>
  );
}

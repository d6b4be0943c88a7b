import { Anchor, Button, Group, Text } from '@mantine/core';
import type { EventView } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Note } from '../ui/Note.js';
import { EventRuns } from './EventRuns.js';
import { NeverPublished } from './NeverPublished.js';
import { reasonInWords } from './reason-in-words.js';
import { useOrigin } from './use-origin.js';
import { useSettleHeld } from './use-settle-held.js';

const neverPublishedId = 'hl-never-published';

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
      <Text>
        {t(event.isQuarantined ? 'inbox.becameQuarantined' : `inbox.became.${event.state}`)}
      </Text>
      {event.reason !== null && <Text className="hl-wrap">{reasonInWords(event.reason, t)}</Text>}
      <EventRuns event={event} />
      <Group gap="xs" mt={4}>
        {event.duplicateOf !== null && (
          <Anchor
            renderRoot={(root) => (
              <Link to="/inbox" search={{ event: event.duplicateOf ?? undefined }} {...root} />
            )}
          >
            {t('inbox.openFirst')}
          </Anchor>
        )}
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

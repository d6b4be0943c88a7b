import { Anchor, Text } from '@mantine/core';
import type { EventView } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** That it did not come alone, and where the bytes are that really came. */
export function BatchNote({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const { batch } = event;
  if (batch === null) return null;
  const isFirst = batch.firstEventId === event.id;
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {t('inbox.batch', { count: batch.events - 1 })}{' '}
      {isFirst ? (
        t('inbox.batchBytesHere')
      ) : (
        <>
          {t('inbox.batchBytes')}{' '}
          <Anchor
            renderRoot={(root) => (
              <Link to="/inbox" search={{ event: batch.firstEventId }} {...root} />
            )}
          >
            {t('inbox.batchFirst')}
          </Anchor>
        </>
      )}
    </Text>
  );
}

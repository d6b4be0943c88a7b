import { Anchor, Title } from '@mantine/core';
import { plainName, type EventView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../words/format.js';

/** The files that came with a request. Each is saved, never shown: it is a stranger's. */
export function FileList({ event }: { event: EventView }) {
  const { t, i18n } = useTranslation();
  if (event.attachments.length === 0) return null;
  const address = `/api/v1/events/${encodeURIComponent(event.id)}/files`;
  return (
    <>
      <Title order={3} size="h5" mt="md" id="hl-event-files">
        {t('inbox.files')}
      </Title>
      <ul className="hl-event-files" aria-labelledby="hl-event-files">
        {event.attachments.map((file) => (
          <li key={file.index}>
            <Anchor href={`${address}/${file.index}`} download className="hl-wrap" dir="auto">
              {plainName(file.fileName) || t('inbox.fileUnnamed')}
            </Anchor>
            <span className="hl-wrap">
              {[file.field, file.contentType, formatBytes(file.bytes, i18n.language)]
                .filter((word) => word !== '')
                .map(plainName)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

import { Button, CopyButton, Group } from '@mantine/core';
import { isUnread, pinSample, type EventView } from '@hookline/contract';
import {
  IconBraces,
  IconCheck,
  IconDownload,
  IconPin,
  IconPinFilled,
  IconTerminal2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { notify } from '../ui/notify.js';
import { CaughtTools } from './CaughtTools.js';
import { RunByHand } from './RunByHand.js';
import { toCurl } from './to-curl.js';
import { useOrigin } from './use-origin.js';

const look = { size: 'compact-sm', variant: 'default' } as const;

/** What can be done with one request: run it, build with it, take it elsewhere. */
export function EventTools({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const { isCaught, flow, hookUrl } = useOrigin(event);
  const address = `/api/v1/events/${encodeURIComponent(event.id)}`;
  return (
    <Group gap="xs" mt="sm" role="group" aria-label={t('inbox.tools')}>
      {isCaught && <CaughtTools event={event} />}
      {!isUnread(event.reason) && <RunByHand key={event.id} event={event} />}
      {flow !== undefined && event.state !== 'rejected' && (
        <PinButton event={event} isPinned={flow.sampleEventId === event.id} />
      )}
      {hookUrl !== undefined && (
        <CopyButton value={toCurl(event, hookUrl)} timeout={1_500}>
          {({ copied, copy }) => (
            <Button
              {...look}
              leftSection={copied ? <IconCheck size={14} /> : <IconTerminal2 size={14} />}
              onClick={copy}
            >
              {copied ? t('common.copied') : t('inbox.curl')}
            </Button>
          )}
        </CopyButton>
      )}
      {event.bodyBytes > 0 && (
        <Button
          {...look}
          component="a"
          href={`${address}/body`}
          download
          leftSection={<IconDownload size={14} />}
        >
          {t('inbox.download')}
        </Button>
      )}
      <Button
        {...look}
        component="a"
        href={`${address}/json`}
        download
        leftSection={<IconBraces size={14} />}
      >
        {t('inbox.downloadJson')}
      </Button>
    </Group>
  );
}

function PinButton({ event, isPinned }: { event: EventView; isPinned: boolean }) {
  const { t } = useTranslation();
  const pin = useCall(pinSample, { touches: ['flows'] });
  const toggle = () =>
    pin.mutate(
      { params: { id: event.flowId }, body: { eventId: isPinned ? null : event.id } },
      { onSuccess: () => notify(isPinned ? t('inbox.unpinned') : t('inbox.pinned')) },
    );
  return (
    <Button
      {...look}
      aria-pressed={isPinned}
      loading={pin.isPending}
      title={t('inbox.pinHelp')}
      leftSection={isPinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
      onClick={toggle}
    >
      {isPinned ? t('inbox.unpin') : t('inbox.pinSample')}
    </Button>
  );
}

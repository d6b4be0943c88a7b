import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import type { FlowView } from '@hookline/contract';
import { IconFlask, IconPlayerPause, IconPlayerPlay, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyLine } from '../ui/CopyLine.js';
import { addressOf } from '../ui/address-of.js';
import { StateBadge } from '../ui/StateBadge.js';
import { WhenOpened } from '../ui/WhenOpened.js';
import { useIsCut } from '../ui/use-is-cut.js';
import { PublishButton } from './PublishButton.js';
import { useFlowActs } from './use-flow-acts.js';
import { late } from '../ui/late.js';

const TestDialog = late(async () => ({ default: (await import('./TestDialog.js')).TestDialog }));

/** Always in sight: what is live, what is only a draft, the address, and the three acts. */
export function FlowHeader({ flow, isGone }: { flow: FlowView; isGone: boolean }) {
  const { t } = useTranslation();
  const [isTesting, test] = useDisclosure(false);
  const [name, isNameCut] = useIsCut<HTMLHeadingElement>();
  useDocumentTitle(`${flow.name} · Hookline`);
  return (
    <header className="hl-flow-header">
      <div className="hl-flow-title">
        {/* A name that is cut can be reached by keyboard, which shows the whole of it. */}
        <Title
          order={1}
          ref={name}
          className="hl-flow-name"
          title={flow.name}
          tabIndex={isNameCut ? 0 : undefined}
        >
          {flow.name}
        </Title>
        <StateBadge of="flow" state={flow.state} />
        <DraftNote flow={flow} />
      </div>
      {/* Of a flow that somebody deleted only what is on the screen is left: nothing can be done to it. */}
      {!isGone && (
        <>
          <CopyLine value={addressOf(flow)} what={t('flows.hookUrl')} />
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconFlask size={16} />}
              onClick={test.open}
              size="compact-md"
            >
              {t('flows.test')}
            </Button>
            <PauseButton flow={flow} />
            <PublishButton flow={flow} icon={<IconUpload size={16} />} />
          </Group>
        </>
      )}
      <WhenOpened isOpen={isTesting}>
        <TestDialog flow={flow} isOpen={isTesting} onClose={test.close} />
      </WhenOpened>
    </header>
  );
}

function DraftNote({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  if (flow.published === null) return <Text c="dimmed">{t('flows.neverPublished')}</Text>;
  const version = t('flows.version', { number: flow.published.number });
  const note = flow.hasUnpublishedChanges ? ` · ${t('flows.changed')}` : '';
  return <Text c="dimmed">{version + note}</Text>;
}

function PauseButton({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const { pause, resume } = useFlowActs();
  const asked = { params: { id: flow.id } };
  if (flow.state === 'draft') return null;
  const isLive = flow.state === 'live';
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={isLive ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
      loading={pause.isPending || resume.isPending}
      onClick={() => (isLive ? pause : resume).mutate(asked)}
    >
      {isLive ? t('flows.pause') : t('flows.resume')}
    </Button>
  );
}

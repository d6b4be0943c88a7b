import { Button, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { cancelRun, openRunStates, replayRun, type RunView } from '@hookline/contract';
import { IconChevronDown, IconFileText, IconRefresh, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { reportOfRun } from './report-of-run.js';
import { notify } from '../ui/notify.js';

const touches = ['runs', 'attention', 'flows', 'ledger', 'events'] as const;

export function RunActions({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const isOpen = openRunStates.some((state) => state === run.state);
  const copy = async () => {
    await navigator.clipboard.writeText(reportOfRun(run));
    notify(t('runs.reportCopied'));
  };
  return (
    <>
      {run.isEventKept && <ReplayMenu run={run} />}
      {isOpen && <CancelButton run={run} />}
      <Button
        variant="default"
        leftSection={<IconFileText size={16} />}
        onClick={() => void copy()}
      >
        {t('runs.copyReport')}
      </Button>
    </>
  );
}

const ways = [
  { from: 'failed', version: 'pinned' },
  { from: 'failed', version: 'published' },
  { from: 'start', version: 'pinned' },
  { from: 'start', version: 'published' },
] as const;

function ReplayMenu({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const replay = useCall(replayRun, { touches });
  const hasFault = run.steps.some((step) => step.state === 'failed' || step.state === 'unknown');
  const start = (way: (typeof ways)[number]) =>
    replay.mutate(
      { params: { id: run.id }, body: way },
      {
        // Whoever looks at the canvas goes on looking at it.
        onSuccess: ({ runId }) =>
          void navigate({ to: '/runs/$runId', params: { runId }, search: true }),
      },
    );
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button
          leftSection={<IconRefresh size={16} />}
          rightSection={<IconChevronDown size={14} />}
          loading={replay.isPending}
        >
          {t('runs.replay')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ways
          .filter((way) => hasFault || way.from === 'start')
          .map((way) => (
            <Menu.Item key={way.from + way.version} onClick={() => start(way)}>
              <Text fw={500}>{t(`runs.replayFrom.${way.from}`)}</Text>
              <Text size="xs" c="dimmed">
                {way.version === 'pinned'
                  ? t('runs.versionPinned', { number: run.versionNumber })
                  : t('runs.versionPublished')}
              </Text>
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function CancelButton({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const [isAsked, question] = useDisclosure(false);
  const cancel = useCall(cancelRun, { touches });
  const left = run.steps.filter((step) => step.state === 'pending').length;
  return (
    <>
      <Button variant="default" leftSection={<IconX size={16} />} onClick={question.open}>
        {t('runs.cancel')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={question.close}
        onConfirm={() => cancel.mutate({ params: { id: run.id } }, { onSuccess: question.close })}
        isBusy={cancel.isPending}
        title={t('runs.cancelTitle')}
        effect={t('runs.cancelEffect', { count: left })}
        action={t('runs.cancel')}
        isDangerous
      />
    </>
  );
}

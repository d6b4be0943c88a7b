import { Text } from '@mantine/core';
import type { RunView } from '@hookline/contract';
import { IconClock, IconFlag, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Countdown } from './Countdown.js';
import { Note } from '../ui/Note.js';
import { RunFault } from '../ui/RunFault.js';

/** In one place and in words: why it stands still or failed, and what happens next. */
export function RunNote({ run }: { run: RunView }) {
  const { t } = useTranslation();
  if (run.waitingFor !== null) {
    return (
      <Note tone="wait" icon={<IconClock />}>
        <Text>{t(`runs.waits.${reasonOf(run, run.waitingFor)}`)}</Text>
        {run.error !== null && <RunFault error={run.error} />}
        {run.nextTryAt !== null && run.waitingFor !== 'worker' && <Countdown to={run.nextTryAt} />}
      </Note>
    );
  }
  // A question about the unknown outcome says it all, and replaying is not its answer.
  const isUnknown = run.steps.some((step) => step.state === 'unknown');
  if (run.error === null || (isUnknown && run.state === 'needs_attention')) return null;
  const isFailed = run.state === 'failed';
  return (
    <Note
      tone={isFailed ? 'bad' : 'care'}
      icon={isFailed ? <IconX /> : <IconFlag />}
      title={run.state === 'needs_attention' ? t('runs.needsYou') : t('runs.whatHappened')}
    >
      <RunFault error={run.error} />
      {run.state === 'needs_attention' && <Text c="dimmed">{t('runs.needsYouHelp')}</Text>}
    </Note>
  );
}

type Reason = NonNullable<RunView['waitingFor']>;

/** What stands behind a wait is told by its error: the other system may not have been asked at all. */
function reasonOf(run: RunView, waitingFor: Reason): Reason | 'target' | 'look' {
  if (waitingFor === 'throttled' && run.error?.code === 'not_now') return 'target';
  return waitingFor === 'retry' && run.error?.code === 'outcome_unknown' ? 'look' : waitingFor;
}

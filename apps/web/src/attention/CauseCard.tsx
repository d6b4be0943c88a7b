import { Anchor, Button, Group, Text } from '@mantine/core';
import type { AttentionGroup } from '@hookline/contract';
import { IconFlag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManyRuns } from '../api/replays.js';
import { ManyRunsDialog } from '../runs/ManyRunsDialog.js';
import { useStepName } from '../runs/use-step-name.js';
import { Quote } from '../ui/Quote.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { runFaultInWords } from '../ui/run-fault-in-words.js';
import { CauseTitle } from './CauseTitle.js';

/** One cause: what happened, to how many, since when, and what can be done with all of them. */
export function CauseCard({ group }: { group: AttentionGroup }) {
  const { t } = useTranslation();
  const nameOf = useStepName();
  const { words, said } = runFaultInWords(group, t);
  return (
    <article className="hl-cause hl-surface">
      <CauseTitle icon={IconFlag} isQuoted>
        {words}
      </CauseTitle>
      <Quote said={said} />
      <div className="hl-cause-facts">
        <Text fw={600} c="var(--hl-care)">
          {t('attention.count', { count: group.count })}
        </Text>
        <Anchor
          className="hl-cut"
          maw={320}
          title={group.flowName}
          renderRoot={(root) => (
            <Link to="/flows/$flowId" params={{ flowId: group.flowId }} {...root} />
          )}
        >
          {group.flowName}
        </Anchor>
        <Text className="hl-wrap">
          {group.step === null
            ? t('attention.beforeSteps')
            : t('attention.atStep', { step: nameOf(group.step) })}
        </Text>
        <span>
          {t('attention.span')}: <RelativeTime at={group.oldestAt} />
        </span>
        <span>
          {t('attention.newest')}: <RelativeTime at={group.newestAt} />
        </span>
      </div>
      {group.code === 'outcome_unknown' && <Text mt="xs">{t('attention.unknownHelp')}</Text>}
      <Actions group={group} />
    </article>
  );
}

function Actions({ group }: { group: AttentionGroup }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<ManyRuns['kind'] | null>(null);
  const { cause, count, flowId, sample } = group;
  const close = () => setAsked(null);
  const isQuestion = group.code === 'outcome_unknown';
  return (
    <Group gap="xs" mt="sm">
      {!isQuestion && (
        <Button size="compact-sm" onClick={() => setAsked('replay')}>
          {t('runs.many.replayAction', { count })}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant={isQuestion ? 'filled' : 'default'}
        title={sample.summary}
        renderRoot={(root) => <Link to="/runs/$runId" params={{ runId: sample.runId }} {...root} />}
      >
        {t('attention.openOne')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        renderRoot={(root) => (
          <Link to="/runs" search={{ status: 'needs_attention', flow: flowId }} {...root} />
        )}
      >
        {t('attention.showAll')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsked('cancel')}>
        {t('runs.many.cancelAction', { count })}
      </Button>
      {asked !== null && (
        <ManyRunsDialog
          kind={asked}
          select={{ filter: { cause, flowId, status: ['needs_attention'] } }}
          onClose={close}
          onDone={close}
        />
      )}
    </Group>
  );
}

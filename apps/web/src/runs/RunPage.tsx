import { Anchor, Group, Stack, Text } from '@mantine/core';
import type { RunView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { runQuery } from '../api/history.js';
import { CopyLine } from '../ui/CopyLine.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { ResolveBox } from './ResolveBox.js';
import { RunActions } from './RunActions.js';
import { RunNote } from './RunNote.js';
import './RunPage.css';
import { RunTimeline } from './RunTimeline.js';

const route = getRouteApi('/inside/runs/$runId');

/** One lead's way through its flow: what happened at each step, and what can be done now. */
export function RunPage() {
  const { runId } = route.useParams();
  const query = useQuery(runQuery(runId));
  return (
    <div className="hl-page">
      <Loaded query={query} shape="page">
        {(run) => <RunDetails run={run} />}
      </Loaded>
    </div>
  );
}

function RunDetails({ run }: { run: RunView }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={run.summary || t('runs.untitled')}>
        <RunActions run={run} />
      </PageHeader>
      <Group gap="md" mb="md">
        <StateBadge of="run" state={run.state} />
        <Anchor
          className="hl-cut"
          maw={320}
          renderRoot={(root) => (
            <Link to="/flows/$flowId" params={{ flowId: run.flowId }} {...root} />
          )}
        >
          {run.flowName}
        </Anchor>
        <Text c="dimmed">{t('flows.version', { number: run.versionNumber })}</Text>
        <Text c="dimmed" component="span">
          <RelativeTime at={run.createdAt} />
        </Text>
        <Anchor
          renderRoot={(root) => <Link to="/inbox" search={{ event: run.eventId }} {...root} />}
        >
          {t('runs.event')}
        </Anchor>
        {run.isByHand && <Text c="dimmed">{t('runs.byHand')}</Text>}
        <Kin run={run} />
        <CopyLine value={run.id} what={t('runs.id')} />
      </Group>
      <Stack gap="md">
        <RunNote run={run} />
        <ResolveBox run={run} />
        <RunTimeline run={run} />
      </Stack>
    </>
  );
}

/** Replays are runs of their own; each knows the one before and the one after. */
function Kin({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const { replayOf, replayedBy } = run;
  if (replayOf === null && replayedBy === null) return null;
  return (
    <>
      {replayOf !== null && (
        <Anchor
          renderRoot={(root) => <Link to="/runs/$runId" params={{ runId: replayOf }} {...root} />}
        >
          {t('runs.replayOf')}
        </Anchor>
      )}
      {replayedBy !== null && (
        <Anchor
          renderRoot={(root) => <Link to="/runs/$runId" params={{ runId: replayedBy }} {...root} />}
        >
          {t('runs.replayedBy')}
        </Anchor>
      )}
    </>
  );
}

import { Anchor, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { RunView as RunDetails } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense } from 'react';
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
import { Waiting } from '../ui/Waiting.js';
import { late } from '../ui/late.js';

const RunCanvas = late(async () => ({ default: (await import('./RunCanvas.js')).RunCanvas }));

const route = getRouteApi('/inside/runs/$runId');

/** One lead's way through its flow: what happened at each step, and what can be done now. */
export function RunPage() {
  const { runId } = route.useParams();
  const query = useQuery(runQuery(runId));
  return (
    <div className="hl-page">
      <Loaded query={query} shape="page">
        {(run) => <RunBody run={run} />}
      </Loaded>
    </div>
  );
}

function RunBody({ run }: { run: RunDetails }) {
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
        {run.isEventKept && (
          <Anchor
            renderRoot={(root) => <Link to="/inbox" search={{ event: run.eventId }} {...root} />}
          >
            {t('runs.event')}
          </Anchor>
        )}
        {run.isByHand && <Text c="dimmed">{t('runs.byHand')}</Text>}
        <Kin run={run} />
        <CopyLine value={run.id} what={t('runs.id')} />
      </Group>
      <Stack gap="md">
        <RunNote run={run} />
        <ResolveBox run={run} />
        <RunView run={run} />
      </Stack>
    </>
  );
}

/** The steps as a list, or on the flow's picture; the address remembers which. */
function RunView({ run }: { run: RunDetails }) {
  const { t } = useTranslation();
  const { view } = route.useSearch();
  const navigate = route.useNavigate();
  const isCanvas = view === 'canvas';
  return (
    <>
      <SegmentedControl
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('runs.view')}
        value={isCanvas ? 'canvas' : 'list'}
        data={[
          { value: 'list', label: t('runs.asList') },
          { value: 'canvas', label: t('runs.onCanvas') },
        ]}
        onChange={(next) =>
          void navigate({ search: next === 'canvas' ? { view: 'canvas' } : {}, replace: true })
        }
      />
      {isCanvas ? (
        <Suspense fallback={<Waiting />}>
          <RunCanvas run={run} />
        </Suspense>
      ) : (
        <RunTimeline run={run} />
      )}
    </>
  );
}

/** Replays are runs of their own; each knows the one before and the one after. */
function Kin({ run }: { run: RunDetails }) {
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

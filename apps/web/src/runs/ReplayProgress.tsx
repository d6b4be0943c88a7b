import { Button, Group, Progress, Text } from '@mantine/core';
import { cancelReplay, type ReplayView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { replayListQuery } from '../api/replays.js';
import { useCall } from '../api/use-call.js';
import { useNow } from '../ui/use-now.js';
import { formatCount } from '../words/format.js';
import './ReplayProgress.css';

/** How long the result of one that ended is worth a line. */
const worthMs = 60_000;

/** A line for each replay of many runs that is under way or has just ended, whoever began it. */
export function ReplayProgress() {
  const { data } = useQuery(replayListQuery);
  const nowMs = useNow();
  const shown = (data?.items ?? []).filter(
    ({ finishedAt }) => finishedAt === null || nowMs - Date.parse(finishedAt) < worthMs,
  );
  if (shown.length === 0) return null;
  return (
    <div className="hl-replays" role="status">
      {shown.map((replay) => (
        <Line key={replay.id} replay={replay} />
      ))}
    </div>
  );
}

function Line({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const words = useResult(replay);
  const stop = useCall(cancelReplay, { touches: ['replays', 'runs', 'attention'] });
  const gone = replay.done + replay.skipped + replay.failed;
  const isRunning = replay.state === 'running';
  return (
    <div className="hl-replay hl-surface">
      <Group gap="sm" justify="space-between">
        <Text>{words}</Text>
        {isRunning && (
          <Button
            size="compact-sm"
            variant="default"
            loading={stop.isPending}
            onClick={() => stop.mutate({ params: { id: replay.id } })}
          >
            {t('runs.progress.stop')}
          </Button>
        )}
      </Group>
      {isRunning && (
        <Progress.Root size={6} mt={6}>
          <Progress.Section value={(100 * gone) / replay.total} aria-label={words} />
        </Progress.Root>
      )}
    </div>
  );
}

function useResult(replay: ReplayView): string {
  const { t, i18n } = useTranslation();
  const { kind, state, done, skipped, failed } = replay;
  const say = (count: number) => formatCount(count, i18n.language);
  if (state === 'running') {
    const gone = done + skipped + failed;
    return t(`runs.progress.${kind}`, { done: say(gone), total: say(replay.total) });
  }
  const parts = [
    state === 'cancelled'
      ? t('runs.progress.stopped', { count: done })
      : t(`runs.progress.${kind}Done`, { count: done }),
    ...(skipped > 0 ? [t('runs.progress.skipped', { count: skipped })] : []),
    ...(failed > 0 ? [t('runs.progress.failed', { count: failed })] : []),
  ];
  return `${parts.join(', ')}.`;
}

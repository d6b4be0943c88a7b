import { SegmentedControl, Stack, Text } from '@mantine/core';
import type { AttemptView, RunError, RunStepView } from '@hookline/contract';
import { IconChevronRight } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppIcon } from '../ui/AppIcon.js';
import { CopyLine } from '../ui/CopyLine.js';
import { JsonView } from '../ui/JsonView.js';
import { RunFault } from '../ui/RunFault.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { formatTook } from '../words/format.js';
import { Note } from '../ui/Note.js';
import { useStepName } from './use-step-name.js';

type Props = { step: RunStepView; error: RunError | null; isOpen?: boolean };

/** A step of a run; one that went wrong stands open, with the field at fault marked. */
export function StepCard({ step, error, isOpen = false }: Props) {
  const { t } = useTranslation();
  const nameOf = useStepName();
  const last = step.attempts.at(-1);
  const isWrong = step.state === 'failed' || step.state === 'unknown';
  return (
    <details className="hl-step hl-surface" open={isWrong || isOpen} data-state={step.state}>
      <summary>
        {step.app !== null && <AppIcon app={step.app} />}
        <span className="hl-step-name hl-wrap">{nameOf(step)}</span>
        <StateBadge of="step" state={step.state} />
        <span className="hl-step-facts">
          <HowOften step={step} />
          {last !== undefined && <Took attempt={last} />}
          <IconChevronRight size={16} className="hl-step-open" aria-hidden />
        </span>
      </summary>
      <div className="hl-step-body">
        {step.attempts.length === 0 ? (
          <Text c="dimmed">{t('runs.notReached')}</Text>
        ) : (
          <Attempts attempts={step.attempts} error={error} />
        )}
      </div>
    </details>
  );
}

function HowOften({ step: { attempts } }: { step: RunStepView }) {
  const { t } = useTranslation();
  if (attempts.length < 2) return null;
  const rounds = new Set(attempts.map(({ item }) => item)).size;
  const words =
    rounds > 1 ? t('runs.rounds', { count: rounds }) : t('runs.tries', { count: attempts.length });
  return <>{`${words} · `}</>;
}

function Attempts({
  attempts,
  error,
}: {
  attempts: readonly AttemptView[];
  error: RunError | null;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const wrong = attempts.findLast(({ state }) => state !== 'succeeded');
  const shown = attempts.find((one) => keyOf(one) === chosen) ?? wrong ?? attempts.at(-1);
  if (shown === undefined) return null;
  return (
    <Stack gap="sm">
      {attempts.length > 1 && (
        <SegmentedControl
          size="xs"
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
          aria-label={t('runs.triesLabel')}
          value={keyOf(shown)}
          onChange={setChosen}
          data={attempts.map((one) => ({
            value: keyOf(one),
            label: labelOf(one, t),
          }))}
        />
      )}
      <Attempt attempt={shown} error={shown.error ?? error} />
    </Stack>
  );
}

const keyOf = ({ item, try: number }: AttemptView): string => `${item}/${number}`;

/** In a loop an attempt is of a round; people count them from one. */
function labelOf({ item, try: number }: AttemptView, t: TFunction): string {
  if (item === '') return t('runs.try', { number });
  const round = item
    .split('.')
    .map((index) => Number(index) + 1)
    .join('.');
  return number === 1 ? t('runs.round', { round }) : t('runs.roundTry', { round, number });
}

function Attempt({ attempt, error }: { attempt: AttemptView; error: RunError | null }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="xs" c="dimmed" component="div">
        <RelativeTime at={attempt.startedAt} /> · <Took attempt={attempt} />
      </Text>
      {attempt.answeredBy !== null && (
        <Text size="sm" className="hl-wrap">
          {t(attempt.state === 'succeeded' ? 'runs.answered.happened' : 'runs.answered.didNot', {
            who: attempt.answeredBy,
          })}
          {attempt.finishedAt !== null && (
            <>
              {' · '}
              <RelativeTime at={attempt.finishedAt} />
            </>
          )}
        </Text>
      )}
      {error !== null && (
        <Note tone="bad">
          <RunFault error={error} />
          {error.pointer !== null && (
            <Text size="xs" className="hl-wrap">
              {t('runs.faultyField')} <span className="hl-mono">{error.pointer}</span>
            </Text>
          )}
        </Note>
      )}
      <div className="hl-in-out">
        <div>
          <Text size="xs" fw={600} mb={4}>
            {t('runs.input')}
          </Text>
          <JsonView
            value={attempt.input}
            what={t('runs.input')}
            faultyPointer={error?.pointer ?? null}
          />
        </div>
        <div>
          <Text size="xs" fw={600} mb={4}>
            {t('runs.output')}
          </Text>
          <JsonView value={attempt.output} what={t('runs.output')} />
        </div>
      </div>
      {attempt.idempotencyKey !== null && (
        <Text size="xs" c="dimmed" component="div">
          {t('runs.key')} <CopyLine value={attempt.idempotencyKey} what={t('runs.key')} />
        </Text>
      )}
    </>
  );
}

function Took({ attempt }: { attempt: AttemptView }) {
  const { t, i18n } = useTranslation();
  if (attempt.finishedAt === null) return <>{t('runs.underWay')}</>;
  const tookMs = Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt);
  return <>{formatTook(Math.max(0, tookMs), i18n.language)}</>;
}

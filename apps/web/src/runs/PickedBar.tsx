import { Button, Text } from '@mantine/core';
import type { RunSelection } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManyRuns } from '../api/replays.js';
import { ManyRunsDialog } from './ManyRunsDialog.js';
import './ReplayProgress.css';

/** The API takes no more by name; a filter takes all. */
const mostPicked = 1_000;

/** `'matching'`: all that the filter finds, also those that are not shown. */
export type Picked = readonly string[] | 'matching';

type Props = {
  picked: Picked;
  onPick: (picked: Picked) => void;
  shownIds: readonly string[];
  /** `null` where the filter is too wide to mean anything. */
  filter: RunSelection | null;
};

/** What is chosen of a list of runs, and what can be done with all of it. */
export function PickedBar({ picked, onPick, shownIds, filter }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<ManyRuns['kind'] | null>(null);
  if (picked.length === 0) return null;
  const isMatching = picked === 'matching';
  const select = isMatching ? filter : { ids: [...picked].slice(0, mostPicked) };
  const act = (kind: ManyRuns['kind']) => (
    <Button
      size="compact-sm"
      {...(kind === 'cancel' ? { variant: 'default' } : {})}
      onClick={() => setAsked(kind)}
    >
      {isMatching ? t(`runs.all.${kind}`) : t(`runs.many.${kind}Action`, { count: picked.length })}
    </Button>
  );
  return (
    <div className="hl-picked hl-surface" role="group" aria-label={t('common.actions')}>
      <Text aria-live="polite">
        {isMatching ? t('runs.pickedMatching') : t('runs.picked', { count: picked.length })}
      </Text>
      {act('replay')}
      {act('cancel')}
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => onPick(shownIds.slice(0, mostPicked))}
      >
        {t('runs.pickShown')}
      </Button>
      {filter !== null && !isMatching && (
        <Button size="compact-sm" variant="subtle" onClick={() => onPick('matching')}>
          {t('runs.pickMatching')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onPick([])}>
        {t('runs.unpick')}
      </Button>
      {asked !== null && select !== null && (
        <ManyRunsDialog
          kind={asked}
          select={select}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            onPick([]);
          }}
        />
      )}
    </div>
  );
}

import { List, Radio, Stack, Text } from '@mantine/core';
import type { Refusal, ReplayPlan, RunSelection } from '@hookline/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planQuery, sendMany, type ManyRuns } from '../api/replays.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { FaultNote } from '../ui/FaultNote.js';

type Props = {
  kind: ManyRuns['kind'];
  select: RunSelection;
  onClose: () => void;
  onDone: () => void;
};

const ways = { from: ['failed', 'start'], version: ['pinned', 'published'] } as const;
type From = (typeof ways.from)[number];
type Version = (typeof ways.version)[number];

/** Tells first how many runs it will be and which stay as they are; then begins. */
export function ManyRunsDialog({ kind, select, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [from, setFrom] = useState<From>('failed');
  const [version, setVersion] = useState<Version>('pinned');
  const many: ManyRuns = kind === 'cancel' ? { kind, select } : { kind, select, from, version };
  const plan = useQuery(planQuery(many));
  const start = useStart(onDone);
  const count = plan.data?.ready ?? 0;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => start.mutate(many)}
      isBusy={start.isPending || plan.isPending}
      isBlocked={count === 0}
      title={t(`runs.many.${kind}Title`, { count })}
      effect={t(`runs.many.${kind}Effect`)}
      action={t(`runs.many.${kind}Action`, { count })}
      isDangerous={kind === 'cancel'}
    >
      {kind === 'replay' && <Way {...{ from, version }} onFrom={setFrom} onVersion={setVersion} />}
      <div role="status">
        {plan.isPending && <Text c="dimmed">{t('runs.many.checking')}</Text>}
        {plan.data !== undefined && <Outlook plan={plan.data} />}
      </div>
      <FaultNote fault={plan.error ?? start.error} />
    </ConfirmDialog>
  );
}

function useStart(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (many: ManyRuns) => sendMany(many, { isDry: false }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ['replays', 'list'] });
    },
  });
}

type WayProps = {
  from: From;
  version: Version;
  onFrom: (from: From) => void;
  onVersion: (version: Version) => void;
};

function Way({ from, version, onFrom, onVersion }: WayProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Radio.Group label={t('runs.many.start')} value={from}>
        {ways.from.map((value) => (
          <Radio
            key={value}
            mt={6}
            value={value}
            label={t(`runs.replayFrom.${value}`)}
            onChange={() => onFrom(value)}
          />
        ))}
      </Radio.Group>
      <Radio.Group label={t('runs.many.version')} value={version}>
        {ways.version.map((value) => (
          <Radio
            key={value}
            mt={6}
            value={value}
            label={value === 'pinned' ? t('runs.manyPinned') : t('runs.versionPublished')}
            onChange={() => onVersion(value)}
          />
        ))}
      </Radio.Group>
    </Stack>
  );
}

function Outlook({ plan }: { plan: ReplayPlan }) {
  const { t } = useTranslation();
  return (
    <>
      {plan.ready === 0 && <Text>{t('runs.many.nothing')}</Text>}
      {plan.refused.length > 0 && (
        <>
          <Text c="dimmed">{t('runs.many.refused')}</Text>
          <List size="sm">
            {plan.refused.map((refusal: Refusal) => (
              <List.Item key={refusal.reason}>
                {t(`runs.refusal.${refusal.reason}`, { count: refusal.count })}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </>
  );
}

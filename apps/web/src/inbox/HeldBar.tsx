import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowLedgerQuery, flowQuarantineQuery, flowQuery } from '../api/flows.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { useSettleHeld, type Settlement } from './use-settle-held.js';

type Props = {
  flowId: string;
  picked: readonly string[] | null;
  onPick: (picked: readonly string[] | null) => void;
};

/** What was taken while the flow could not run waits for a decision: run all, choose, discard. */
export function HeldBar({ flowId, picked, onPick }: Props) {
  const { t } = useTranslation();
  const { data: ledger } = useQuery(flowLedgerQuery(flowId));
  const { data: quarantine } = useQuery(flowQuarantineQuery(flowId));
  const { data: flow } = useQuery(flowQuery(flowId));
  const [asked, setAsked] = useState<Settlement['decision'] | null>(null);
  const { settle, isBusy } = useSettleHeld(flowId);
  const held = (ledger?.held ?? 0) - (quarantine?.count ?? 0);
  if (held <= 0) return null;
  const count = picked === null ? held : picked.length;
  const done = () => {
    setAsked(null);
    onPick(null);
  };
  const canRun = flow?.state === 'live';
  return (
    <div className="hl-held">
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconClock size={18} aria-hidden style={{ flex: 'none', marginTop: 1 }} />
        <Text>
          {picked === null
            ? t('inbox.heldCount', { count: held })
            : t('inbox.pickedCount', { count })}
          {!canRun && ` ${t('inbox.publishFirst')}`}
        </Text>
      </Group>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" disabled={!canRun || count === 0} onClick={() => setAsked('run')}>
          {picked === null ? t('inbox.runAll') : t('inbox.runPicked')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onPick(picked === null ? [] : null)}
        >
          {picked === null ? t('inbox.choosing') : t('common.cancel')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          disabled={count === 0}
          onClick={() => setAsked('discard')}
        >
          {t('inbox.discard')}
        </Button>
      </Group>
      {asked !== null && (
        <SettleDialog
          decision={asked}
          count={count}
          isBusy={isBusy}
          onClose={() => setAsked(null)}
          onConfirm={() => settle({ decision: asked, eventIds: picked }, done)}
        />
      )}
    </div>
  );
}

type SettleProps = {
  decision: Settlement['decision'];
  count: number;
  isBusy: boolean;
  onClose: () => void;
  onConfirm: () => void;
};

function SettleDialog({ decision, count, ...dialog }: SettleProps) {
  const { t } = useTranslation();
  const isRun = decision === 'run';
  return (
    <ConfirmDialog
      {...dialog}
      isOpen
      title={isRun ? t('inbox.runTitle', { count }) : t('inbox.discardTitle', { count })}
      effect={isRun ? t('inbox.runEffect') : t('inbox.discardEffect')}
      action={isRun ? t('inbox.runAction', { count }) : t('inbox.discardAction', { count })}
      isDangerous={!isRun}
    />
  );
}

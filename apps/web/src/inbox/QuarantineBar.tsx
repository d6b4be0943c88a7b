import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconShieldQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowQuarantineQuery } from '../api/flows.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { useSettleHeld } from './use-settle-held.js';

/** What the address of the flow does not trust: released one by one, discarded also all at once. */
export function QuarantineBar({ flowId }: { flowId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(flowQuarantineQuery(flowId));
  const [isAsked, setAsked] = useState(false);
  const { settle, isBusy } = useSettleHeld(flowId);
  const count = data?.count ?? 0;
  if (count === 0) return null;
  const discard = () =>
    settle({ decision: 'discard', eventIds: null, all: 'quarantined' }, () => setAsked(false));
  return (
    <div className="hl-held">
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconShieldQuestion size={18} aria-hidden style={{ flex: 'none', marginTop: 1 }} />
        <Text>
          {t('inbox.quarantineCount', { count })} {t('inbox.quarantineHelp')}
        </Text>
      </Group>
      <Button mt="xs" size="compact-sm" variant="default" onClick={() => setAsked(true)}>
        {t('inbox.quarantineDiscard')}
      </Button>
      {isAsked && (
        <ConfirmDialog
          isOpen
          isBusy={isBusy}
          title={t('inbox.quarantineTitle', { count })}
          effect={t('inbox.discardEffect')}
          action={t('inbox.discardAction', { count })}
          isDangerous
          onClose={() => setAsked(false)}
          onConfirm={discard}
        />
      )}
    </div>
  );
}

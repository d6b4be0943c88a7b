import { settleHeld } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { notify } from '../ui/notify.js';

export type Settlement = {
  readonly decision: 'run' | 'discard';
  /** `null`: all that are held. */
  readonly eventIds: readonly string[] | null;
  /** Which are meant by all. */
  readonly all?: 'waiting' | 'quarantined';
};

/** Decides about held events and says how many it was. */
export function useSettleHeld(flowId: string) {
  const { t } = useTranslation();
  const call = useCall(settleHeld, { touches: ['events', 'runs', 'flows', 'ledger'] });
  const settle = ({ decision, eventIds, all = 'waiting' }: Settlement, onDone: () => void) => {
    const chosen = eventIds === null ? {} : { eventIds: [...eventIds] };
    call.mutate(
      { params: { id: flowId }, body: { decision, all, ...chosen } },
      {
        onSuccess: ({ settled, notHeld }) => {
          const key = decision === 'run' ? 'inbox.settledRun' : 'inbox.settledDiscard';
          notify(t(key, { count: settled }));
          if (notHeld > 0) notify(t('inbox.notHeld', { count: notHeld }));
          onDone();
        },
      },
    );
  };
  return { settle, isBusy: call.isPending };
}

import { useTranslation } from 'react-i18next';
import { forgetEditor } from '../editor/state/leave-editor.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { useFlowActs } from './use-flow-acts.js';

type Props = {
  flow: { id: string; name: string };
  /** Events that are held or under way and would not be finished. */
  openEvents: number;
  isOpen: boolean;
  onClose: () => void;
  onDeleted?: () => void;
};

export function DeleteFlowDialog({ flow, openEvents, isOpen, onClose, onDeleted }: Props) {
  const { t } = useTranslation();
  const { remove } = useFlowActs();
  const confirm = () =>
    remove.mutate(
      { params: { id: flow.id } },
      {
        onSuccess: () => {
          forgetEditor(flow.id);
          onClose();
          onDeleted?.();
        },
      },
    );
  const waiting = openEvents > 0 ? ` ${t('flows.deleteOpen', { count: openEvents })}` : '';
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      isBusy={remove.isPending}
      title={t('flows.deleteTitle', { name: flow.name })}
      effect={t('flows.deleteEffect') + waiting}
      action={t('flows.delete')}
      isDangerous
    />
  );
}

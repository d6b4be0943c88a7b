import { Text } from '@mantine/core';
import { saveDraft, type FlowVersionView, type FlowView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api/use-call.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { tellKept } from '../../editor/state/kept-editors.js';
import { noteSentHere } from '../../editor/state/sent-here.js';
import { notifyWithUndo } from '../../ui/notify-with-undo.js';

type Props = { flow: FlowView; version: FlowVersionView; onClose: () => void };

/** Makes what was published once the draft again. */
export function TakeBackDialog({ flow, version, onClose }: Props) {
  const { t } = useTranslation();
  const saving = useCall(saveDraft, { touches: ['flows'] });
  const { number } = version;
  // Only on top of what was taken back: what somebody has changed since then stays.
  const undo = ({ draftRevision: revision }: FlowView) => {
    const document = flow.draft;
    noteSentHere(flow.id, document);
    void saving
      .mutateAsync({ params: { id: flow.id }, body: { document, revision } })
      .then(tellKept, () => undefined);
  };
  const confirm = () => {
    const { document } = version;
    noteSentHere(flow.id, document);
    saving.mutate(
      { params: { id: flow.id }, body: { document, revision: flow.draftRevision } },
      {
        onSuccess: (saved) => {
          onClose();
          tellKept(saved);
          notifyWithUndo(t('flows.takenBack', { number }), () => undo(saved));
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      isBusy={saving.isPending}
      title={t('flows.takeBackTitle', { number })}
      effect={t('flows.takeBackEffect')}
      action={t('flows.takeBack')}
    >
      {flow.hasUnpublishedChanges && <Text>{t('flows.takeBackLoses')}</Text>}
    </ConfirmDialog>
  );
}

import { Text } from '@mantine/core';
import type { FlowVersionView, FlowView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { tellKept } from '../../editor/state/kept-editors.js';
import { notifyWithUndo } from '../../ui/notify-with-undo.js';
import { useSaveDraft } from '../use-save-draft.js';

type Props = { flow: FlowView; version: FlowVersionView; onClose: () => void };

/** Makes what was published once the draft again. */
export function TakeBackDialog({ flow, version, onClose }: Props) {
  const { t } = useTranslation();
  const { save, isSaving } = useSaveDraft();
  const { number } = version;
  // Only on top of what was taken back: what somebody has changed since then stays.
  const undo = ({ draftRevision: revision }: FlowView) => {
    void save({ id: flow.id, document: flow.draft, revision }).then(tellKept, () => undefined);
  };
  const confirm = async () => {
    const { document } = version;
    const saved = await save({ id: flow.id, document, revision: flow.draftRevision });
    onClose();
    tellKept(saved);
    notifyWithUndo(t('flows.takenBack', { number }), () => undo(saved));
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => void confirm().catch(() => undefined)}
      isBusy={isSaving}
      title={t('flows.takeBackTitle', { number })}
      effect={t('flows.takeBackEffect')}
      action={t('flows.takeBack')}
    >
      {flow.hasUnpublishedChanges && <Text>{t('flows.takeBackLoses')}</Text>}
    </ConfirmDialog>
  );
}

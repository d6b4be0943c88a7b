import { Text } from '@mantine/core';
import { saveDraft, type FlowVersionView, type FlowView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api/use-call.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notify } from '../../ui/notify.js';

type Props = { flow: FlowView; version: FlowVersionView; onClose: () => void };

/** Makes what was published once the draft again. */
export function TakeBackDialog({ flow, version, onClose }: Props) {
  const { t } = useTranslation();
  const saving = useCall(saveDraft, { touches: ['flows'] });
  const { number } = version;
  const confirm = () =>
    saving.mutate(
      {
        params: { id: flow.id },
        body: { document: version.document, revision: flow.draftRevision },
      },
      {
        onSuccess: () => {
          onClose();
          notify(t('flows.takenBack', { number }));
        },
      },
    );
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

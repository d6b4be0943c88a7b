import { deleteCatcher, type CatcherView } from '@hookline/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catcherListQuery } from '../api/catchers.js';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';

type Props = { catcher: CatcherView; isOpen: boolean; onClose: () => void };

export function DeleteCatcherDialog({ catcher, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const deletion = useCall(deleteCatcher, { touches: [] });
  const client = useQueryClient();
  const leave = () => {
    void client.invalidateQueries({ queryKey: catcherListQuery.queryKey });
    void navigate({ to: '/catchers' });
  };
  const remove = () => deletion.mutate({ params: { id: catcher.id } }, { onSuccess: leave });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={remove}
      isBusy={deletion.isPending}
      title={t('catchers.deleteTitle', { name: catcher.name })}
      effect={t('catchers.deleteEffect', { count: catcher.caught })}
      action={t('catchers.delete')}
      isDangerous
    />
  );
}

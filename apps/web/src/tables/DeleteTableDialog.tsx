import { deleteTable, type TableView } from '@hookline/contract';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';

type Props = { table: TableView; isOpen: boolean; onClose: () => void };

export function DeleteTableDialog({ table, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const deletion = useCall(deleteTable, { touches: [] });
  const leave = () => {
    onClose();
    void navigate({ to: '/tables' });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => deletion.mutate({ params: { name: table.name } }, { onSuccess: leave })}
      isBusy={deletion.isPending}
      title={t('tables.deleteTitle', { name: table.name })}
      effect={t('tables.deleteEffect', { count: table.rowCount })}
      action={t('tables.delete')}
      isDangerous
    />
  );
}

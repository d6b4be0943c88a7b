import { deleteRow, type RowView, type TableView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';

type Props = { table: TableView; row: RowView; onClose: () => void };

export function DeleteRowDialog({ table, row, onClose }: Props) {
  const { t } = useTranslation();
  const deletion = useCall(deleteRow, { touches: ['tables'] });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() =>
        deletion.mutate({ params: { name: table.name, id: row.id } }, { onSuccess: onClose })
      }
      isBusy={deletion.isPending}
      title={t('tables.deleteRowTitle')}
      effect={t('tables.deleteRowEffect', { name: table.name })}
      action={t('tables.deleteRow')}
      isDangerous
    />
  );
}

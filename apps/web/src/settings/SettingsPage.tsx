import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/PageHeader.js';

export function SettingsPage() {
  const { t } = useTranslation();
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.settings')} />
    </div>
  );
}

import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/PageHeader.js';
import { ConnectSource } from './ConnectSource.js';
import { SourceChooser } from './SourceChooser.js';

const route = getRouteApi('/inside/flows/new');

/** From "where do leads come from" to the first captured lead; the flow's id is kept in the address. */
export function NewFlowPage() {
  const { t } = useTranslation();
  const { flow } = route.useSearch();
  return (
    <div className="hl-page">
      <PageHeader
        title={t('shell.newFlow')}
        lead={flow === undefined ? t('newFlow.where') : t('newFlow.connectLead')}
      />
      {flow === undefined ? <SourceChooser /> : <ConnectSource flowId={flow} />}
    </div>
  );
}

import { Button } from '@mantine/core';
import { exportFlow, type AppDescription, type FlowView } from '@hookline/contract';
import { IconFileDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';

/** Gives the draft as a file that another installation can take: without connections, without secrets. */
export function ExportButton({ flow, size }: { flow: FlowView; size?: 'compact-sm' }) {
  const { t } = useTranslation();
  const { data } = useQuery(catalogQuery);
  const save = () => {
    if (!data) return;
    const text = JSON.stringify(exportFlow(flow.draft, secretsOf(data.apps)), null, 2);
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${flow.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.hookline.json`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button
      variant="default"
      {...(size && { size })}
      leftSection={<IconFileDownload size={16} />}
      disabled={!data || flow.newerSchema !== null}
      onClick={save}
    >
      {t('flows.export')}
    </Button>
  );
}

type Fields = AppDescription['connectionFields'];
const secretKeys = (fields: Fields = []) =>
  fields.filter((field) => field.kind === 'secret').map((field) => field.key);

function secretsOf(apps: readonly AppDescription[]): Parameters<typeof exportFlow>[1] {
  const find = (key: string) => apps.find((app) => app.key === key);
  return {
    ofTrigger: ({ app, event }) =>
      secretKeys(find(app)?.triggers.find((one) => one.key === event)?.settings),
    ofAction: ({ app, action }) =>
      secretKeys(find(app)?.actions.find((one) => one.key === action)?.input),
  };
}

import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { flowVersionsQuery } from '../api/flows.js';

type Props = {
  flowId: string;
  versionId: string | undefined;
  onChange: (versionId: string | undefined) => void;
};

/** Which version of the flow runs: the live one unless somebody wants to see what an older one does. */
export function VersionChoice({ flowId, versionId, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(flowVersionsQuery(flowId));
  const versions = data?.items ?? [];
  if (versions.length < 2) return null;
  return (
    <Select
      mt="xs"
      size="xs"
      label={t('inbox.version')}
      placeholder={t('inbox.liveVersion')}
      clearable
      data={versions.map(({ id, number, name }) => ({
        value: id,
        label: [t('flows.version', { number }), name].filter(Boolean).join(' · '),
      }))}
      value={versionId ?? null}
      onChange={(value) => onChange(value ?? undefined)}
    />
  );
}

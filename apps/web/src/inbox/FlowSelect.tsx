import { Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { flowListQuery } from '../api/flows.js';
import { rowsOf } from '../api/pages.js';

type Props = { flowId: string | undefined; onChange: (flowId: string | undefined) => void };

export function FlowSelect({ flowId, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(flowListQuery());
  const flows = rowsOf(data).map((flow) => ({ value: flow.id, label: flow.name }));
  const isKnown = flowId === undefined || flows.some((flow) => flow.value === flowId);
  return (
    <Select
      size="xs"
      aria-label={t('inbox.flow')}
      placeholder={t('inbox.anyFlow')}
      clearable
      searchable
      data={isKnown ? flows : [...flows, { value: flowId, label: flowId }]}
      value={flowId ?? null}
      onChange={(value) => onChange(value ?? undefined)}
    />
  );
}

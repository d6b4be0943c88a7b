import { Select } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mainFlowsQuery } from '../api/flows.js';

type Props = {
  flow: Pick<FlowView, 'id' | 'takesFrom'>;
  /** The flow whose address the draft names. */
  through: string | undefined;
  onChange: (through: string | undefined) => void;
};

const own = 'own';

/** Whose address feeds this flow, for senders that know one address only. */
export function FeedSettings({ flow, through, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(mainFlowsQuery(flow.id));
  const { items = [] } = data ?? {};
  const { takesFrom } = flow;
  // Nobody could be chosen: most flows have a sender of their own.
  if (items.length === 0 && through === undefined) return null;
  const name = through === takesFrom?.id ? takesFrom?.name : undefined;
  const chosen =
    through === undefined || items.some(({ id }) => id === through)
      ? []
      : [{ value: through, label: name ?? t('flows.feed.lost') }];
  return (
    <Select
      label={t('flows.feed.label')}
      description={t('flows.feed.help')}
      searchable
      allowDeselect={false}
      data={[
        { value: own, label: t('flows.feed.none') },
        ...chosen,
        ...items.map(({ id, name: label }) => ({ value: id, label })),
      ]}
      value={through ?? own}
      onChange={(value) => onChange(value === null || value === own ? undefined : value)}
    />
  );
}

import { Anchor, Select } from '@mantine/core';
import type { Bundle } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionListQuery } from '../api/connections.js';
import { useSay } from '../words/use-say.js';

type Props = {
  slot: Bundle['slots'][number];
  value: string | undefined;
  onChange: (connectionId: string | undefined) => void;
  onAdd: () => void;
};

/** A place for one of the reader's own connections. */
export function SlotSelect({ slot, value, onChange, onAdd }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(connectionListQuery);
  const fitting = (data?.items ?? []).filter((connection) => connection.app === slot.app);
  return (
    <div>
      <Select
        label={say(slot.label)}
        withAsterisk={slot.required}
        placeholder={slot.required ? t('gallery.chooseConnection') : t('gallery.without')}
        clearable={!slot.required}
        data={fitting.map((connection) => ({ value: connection.id, label: connection.name }))}
        nothingFoundMessage={t('connections.none')}
        value={value ?? null}
        onChange={(id) => onChange(id ?? undefined)}
      />
      <Anchor component="button" type="button" size="xs" mt={4} onClick={onAdd}>
        {t('connections.add')}
      </Anchor>
    </div>
  );
}

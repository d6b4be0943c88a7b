import type { ConnectionView } from '@hookline/contract';
import { Anchor, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionListQuery } from '../../api/connections.js';
import { ConnectionFault } from '../../ui/ConnectionFault.js';
import { StateBadge } from '../../ui/StateBadge.js';
import { useCatalog } from '../state/editor-context.js';
import { useLanguage } from '../words/use-language.js';

type Props = {
  app: string;
  isRequired: boolean;
  value: string | null;
  onChange: (id: string | null) => void;
};

/** A connection of one app; a new one is made in another tab, so that nothing here is lost. */
export function ConnectionSelect({ app, isRequired, value, onChange }: Props) {
  const { t } = useTranslation();
  const { say } = useLanguage();
  const found = useCatalog().app(app);
  const { data } = useQuery({ ...connectionListQuery, refetchOnWindowFocus: true });
  const own = data?.items.filter((one) => one.app === app) ?? [];
  const chosen = own.find((one) => one.id === value);
  const options = own.map((one) => ({ value: one.id, label: one.name }));
  const isLost = value !== null && data !== undefined && !chosen;
  const lost = isLost ? [{ value, label: t('editor.setup.lost') }] : [];
  return (
    <Stack gap={6}>
      <Select
        label={t('editor.setup.connection')}
        placeholder={isRequired ? t('editor.setup.choose') : t('editor.setup.without')}
        required={isRequired}
        clearable={!isRequired}
        allowDeselect={false}
        data={[...options, ...lost]}
        value={value}
        onChange={onChange}
        nothingFoundMessage={t('editor.setup.noneYet')}
        error={isRequired && value === null ? t('problems.connection_missing') : undefined}
      />
      {chosen && <ConnectionState connection={chosen} />}
      {found?.connectionHelp && (
        <Text size="sm" c="dimmed">
          {say(found.connectionHelp)}
        </Text>
      )}
      <Anchor
        size="sm"
        href={`/connections?add=${encodeURIComponent(app)}`}
        target="_blank"
        rel="noopener"
      >
        {t('editor.setup.newConnection')}
      </Anchor>
    </Stack>
  );
}

function ConnectionState({ connection }: { connection: ConnectionView }) {
  return (
    <>
      <StateBadge of="connection" state={connection.state} />
      <ConnectionFault connection={connection} />
    </>
  );
}

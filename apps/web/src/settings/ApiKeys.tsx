import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { createApiKey, revokeApiKey, type ApiKeyView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiKeysQuery } from '../api/account.js';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { CopyLine } from '../ui/CopyLine.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { FaultNote } from '../ui/FaultNote.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { Note } from '../ui/Note.js';

/** Keys for programs. A key is seen once, when it is made; afterwards only its beginning is known. */
export function ApiKeys() {
  const { t } = useTranslation();
  const query = useQuery(apiKeysQuery);
  const [revoked, setRevoked] = useState<ApiKeyView | null>(null);
  const columns = useColumns(setRevoked);
  return (
    <section className="hl-setting hl-surface">
      <Stack gap="md">
        <div>
          <Title order={2}>{t('settings.keys')}</Title>
          <Text c="dimmed">{t('settings.keysHelp')}</Text>
        </div>
        <CreateKey />
        <Loaded query={query} shape="panel">
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t('settings.noKeys')}</Text>
            ) : (
              <DataTable
                caption={t('settings.keys')}
                columns={columns}
                rows={items}
                keyOf={(key) => key.id}
              />
            )
          }
        </Loaded>
      </Stack>
      {revoked !== null && <RevokeDialog apiKey={revoked} onClose={() => setRevoked(null)} />}
    </section>
  );
}

function CreateKey() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const creation = useCall(createApiKey, { touches: ['apiKeys'], isShownInPlace: true });
  const create = () =>
    creation.mutate({ body: { name: name.trim() } }, { onSuccess: () => setName('') });
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            flex={1}
            miw={180}
            label={t('settings.keyName')}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={creation.isPending}>
            {t('settings.createKey')}
          </Button>
        </Group>
      </form>
      <FaultNote fault={creation.error} />
      {creation.data !== undefined && (
        <Note tone="good" title={t('settings.keyOnce')} role="status">
          <CopyLine value={creation.data.apiKey} what={t('settings.key')} />
        </Note>
      )}
    </>
  );
}

function useColumns(onRevoke: (key: ApiKeyView) => void): readonly ColumnOf<ApiKeyView>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      head: t('common.name'),
      cell: (key) => <span title={key.name}>{key.name}</span>,
    },
    {
      key: 'prefix',
      head: t('settings.key'),
      isWideOnly: true,
      cell: (key) => <span className="hl-mono">{key.prefix}…</span>,
    },
    {
      key: 'used',
      head: t('settings.lastUsed'),
      cell: (key) => <RelativeTime at={key.lastUsedAt} />,
    },
    {
      key: 'acts',
      head: t('common.actions'),
      isNumber: true,
      cell: (key) => (
        <Button size="compact-xs" variant="subtle" color="red" onClick={() => onRevoke(key)}>
          {t('settings.revoke')}
        </Button>
      ),
    },
  ];
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const { t } = useTranslation();
  const revocation = useCall(revokeApiKey, { touches: ['apiKeys'] });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => revocation.mutate({ params: { id: apiKey.id } }, { onSuccess: onClose })}
      isBusy={revocation.isPending}
      title={t('settings.revokeTitle', { name: apiKey.name })}
      effect={t('settings.revokeEffect')}
      action={t('settings.revoke')}
      isDangerous
    />
  );
}

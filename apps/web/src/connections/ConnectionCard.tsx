import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { checkConnection, type ConnectionView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { AppIcon } from '../ui/AppIcon.js';
import { ConnectionFault } from '../ui/ConnectionFault.js';
import { FaultNote } from '../ui/FaultNote.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { CheckWords } from './CheckWords.js';
import { DeleteConnectionDialog } from './DeleteConnectionDialog.js';
import { FlowNames } from './FlowNames.js';
import './ConnectionCard.css';

type Props = { connection: ConnectionView; onEdit: () => void };

export function ConnectionCard({ connection, onEdit }: Props) {
  const { t } = useTranslation();
  const [isDeleting, deletion] = useDisclosure(false);
  const check = useCall(checkConnection, { touches: ['connections'], isShownInPlace: true });
  return (
    <article className="hl-connection hl-surface">
      <Group gap="sm" wrap="nowrap">
        <AppIcon app={connection.app} size={32} />
        <Title order={2} className="hl-wrap" style={{ flex: 1 }}>
          {connection.name}
        </Title>
        <StateBadge of="connection" state={connection.state} />
      </Group>
      <ConnectionFault connection={connection} />
      <Text c="dimmed" size="xs" component="div">
        {t('connections.checked')} <RelativeTime at={connection.checkedAt} />
      </Text>
      <UsedBy flows={connection.usedByFlows} />
      <div aria-live="polite">
        {check.data !== undefined && (
          <>
            <Text c={check.data.ok ? 'var(--hl-good)' : 'var(--hl-bad)'}>
              {check.data.ok ? t('connections.works') : t('connections.worksNot')}
            </Text>
            <CheckWords result={check.data} />
          </>
        )}
        <FaultNote fault={check.error} />
      </div>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="light"
          loading={check.isPending}
          onClick={() => check.mutate({ params: { id: connection.id } })}
        >
          {t('connections.test')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onEdit}>
          {t('common.edit')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={deletion.open}>
          {t('common.delete')}
        </Button>
      </Group>
      <DeleteConnectionDialog
        connection={connection}
        isOpen={isDeleting}
        onClose={deletion.close}
      />
    </article>
  );
}

export function UsedBy({ flows }: { flows: ConnectionView['usedByFlows'] }) {
  const { t } = useTranslation();
  if (flows.length === 0) return <Text c="dimmed">{t('connections.unused')}</Text>;
  return (
    <Text className="hl-wrap">
      {t('connections.usedBy')} <FlowNames flows={flows} />
    </Text>
  );
}

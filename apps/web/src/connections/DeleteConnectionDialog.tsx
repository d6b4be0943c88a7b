import { Anchor, Stack, Text } from '@mantine/core';
import { deleteConnection, type ConnectionView } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { FaultNote } from '../ui/FaultNote.js';
import { UsedBy } from './ConnectionCard.js';
import { FlowNames } from './FlowNames.js';

type Props = { connection: ConnectionView; isOpen: boolean; onClose: () => void };

/** A connection that is needed cannot go; what needs it is named before anybody presses. */
export function DeleteConnectionDialog({ connection, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const deletion = useCall(deleteConnection, { touches: ['connections'], isShownInPlace: true });
  const { usedByFlows, leavingFlows } = connection;
  const isNeeded = usedByFlows.length + leavingFlows.length > 0;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => deletion.mutate({ params: { id: connection.id } }, { onSuccess: onClose })}
      isBusy={deletion.isPending}
      isBlocked={isNeeded}
      title={t('connections.deleteTitle', { name: connection.name })}
      effect={t(isNeeded ? 'connections.neededEffect' : 'connections.deleteEffect')}
      action={t('connections.delete')}
      isDangerous
    >
      {usedByFlows.length > 0 && (
        <Stack gap={4}>
          <Text>{t('errors.connection_in_use')}</Text>
          <UsedBy flows={usedByFlows} />
        </Stack>
      )}
      {leavingFlows.length > 0 && <Leaving flows={leavingFlows} />}
      <FaultNote fault={deletion.error} />
    </ConfirmDialog>
  );
}

/** Webhooks that are on their way out. */
function Leaving({ flows }: { flows: ConnectionView['leavingFlows'] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text className="hl-wrap">
        {t('connections.leaving')} <FlowNames flows={flows} />
      </Text>
      <Text c="dimmed">
        {t('connections.leavingHelp')}{' '}
        <Anchor underline="always" renderRoot={(root) => <Link to="/attention" {...root} />}>
          {t('connections.leavingShow')}
        </Anchor>
      </Text>
    </Stack>
  );
}

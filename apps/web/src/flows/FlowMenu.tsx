import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FlowSummary } from '@hookline/contract';
import {
  IconDots,
  IconInbox,
  IconListCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { WhenOpened } from '../ui/WhenOpened.js';
import { useFlowActs } from './use-flow-acts.js';

const DeleteFlowDialog = lazy(async () => ({
  default: (await import('./DeleteFlowDialog.js')).DeleteFlowDialog,
}));

export function FlowMenu({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation();
  const acts = useFlowActs();
  const [isDeleting, deletion] = useDisclosure(false);
  const params = { flowId: flow.id };
  const asked = { params: { id: flow.id } };
  return (
    <>
      <Menu position="bottom-end" width={220} withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('flows.actionsOf', { name: flow.name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            renderRoot={(root) => <Link to="/flows/$flowId/inbox" params={params} {...root} />}
            leftSection={<IconInbox size={16} />}
          >
            {t('shell.inbox')}
          </Menu.Item>
          <Menu.Item
            renderRoot={(root) => <Link to="/flows/$flowId/runs" params={params} {...root} />}
            leftSection={<IconListCheck size={16} />}
          >
            {t('shell.runs')}
          </Menu.Item>
          {flow.state === 'live' && (
            <Menu.Item
              leftSection={<IconPlayerPause size={16} />}
              onClick={() => acts.pause.mutate(asked)}
            >
              {t('flows.pause')}
            </Menu.Item>
          )}
          {flow.state === 'paused' && (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} />}
              onClick={() => acts.resume.mutate(asked)}
            >
              {t('flows.resume')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={deletion.open}>
            {t('flows.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <WhenOpened isOpen={isDeleting}>
        <DeleteFlowDialog
          flow={flow}
          openEvents={flow.ledger.open + flow.ledger.held}
          isOpen={isDeleting}
          onClose={deletion.close}
        />
      </WhenOpened>
    </>
  );
}

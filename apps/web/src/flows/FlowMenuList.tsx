import { Menu } from '@mantine/core';
import type { FlowSummary } from '@hookline/contract';
import {
  IconInbox,
  IconListCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuFrame } from '../ui/MenuFrame.js';
import { useFlowActs } from './use-flow-acts.js';

type Props = { flow: FlowSummary; target: ReactElement; onDelete: () => void };

/** What can be done with a flow without opening it. */
export function FlowMenuList({ flow, target, onDelete }: Props) {
  const { t } = useTranslation();
  const acts = useFlowActs();
  const params = { flowId: flow.id };
  const asked = { params: { id: flow.id } };
  return (
    <MenuFrame target={target} position="bottom-end" width={220}>
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
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onDelete}>
        {t('flows.delete')}
      </Menu.Item>
    </MenuFrame>
  );
}

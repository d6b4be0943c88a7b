import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FlowSummary } from '@hookline/contract';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OnPress } from '../ui/OnPress.js';
import { WhenOpened } from '../ui/WhenOpened.js';
import { late } from '../ui/late.js';

const FlowMenuList = late(async () => ({
  default: (await import('./FlowMenuList.js')).FlowMenuList,
}));
const DeleteFlowDialog = late(async () => ({
  default: (await import('./DeleteFlowDialog.js')).DeleteFlowDialog,
}));

export function FlowMenu({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation();
  const [isDeleting, deletion] = useDisclosure(false);
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('flows.actionsOf', { name: flow.name })}
    >
      <IconDots size={18} />
    </ActionIcon>
  );
  return (
    <>
      <OnPress target={button} opens="menu">
        {(target) => <FlowMenuList flow={flow} target={target} onDelete={deletion.open} />}
      </OnPress>
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

import { Button, List, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FlowView } from '@hookline/contract';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flowQuery } from '../api/flows.js';
import { flushDraft } from '../editor/state/flush-draft.js';
import { WhenOpened } from '../ui/WhenOpened.js';

const PublishDialog = lazy(async () => ({
  default: (await import('./PublishDialog.js')).PublishDialog,
}));

/** Publishes, or says what stands in the way; it never looks dead without a reason. */
export function PublishButton({ flow, icon }: { flow: FlowView; icon: ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, reasons] = useDisclosure(false);
  const [isAsking, dialog] = useDisclosure(false);
  const isCurrent = flow.published !== null && !flow.hasUnpublishedChanges;
  const client = useQueryClient();
  const press = async () => {
    // What was typed a moment ago belongs to what is published; the editor says why if it cannot be saved.
    if (!(await flushDraft())) return;
    const saved = client.getQueryData(flowQuery(flow.id).queryKey) ?? flow;
    const isSame = saved.published !== null && !saved.hasUnpublishedChanges;
    if (isSame || saved.problems.length > 0) return reasons.toggle();
    dialog.open();
  };
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={reasons.toggle}
        width={340}
        position="bottom-end"
        withArrow
      >
        <Popover.Target>
          <Button
            size="compact-md"
            leftSection={icon}
            variant={isCurrent || flow.problems.length > 0 ? 'light' : 'filled'}
            disabled={flow.newerSchema !== null}
            onClick={() => void press()}
          >
            {t('flows.publish')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          {isCurrent ? (
            <Text>{t('flows.nothingToPublish')}</Text>
          ) : (
            <>
              <Text fw={600}>{t('flows.problems', { count: flow.problems.length })}</Text>
              <List mt={4}>
                {flow.problems.map((problem) => (
                  <List.Item key={problem.pointer + problem.code} className="hl-wrap">
                    {problem.message}
                  </List.Item>
                ))}
              </List>
            </>
          )}
        </Popover.Dropdown>
      </Popover>
      <WhenOpened isOpen={isAsking}>
        <PublishDialog flow={flow} isOpen={isAsking} onClose={dialog.close} />
      </WhenOpened>
    </>
  );
}

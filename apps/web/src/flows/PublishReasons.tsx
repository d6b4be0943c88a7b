import { List, Popover, Text } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { flow: FlowView; target: ReactElement; isOpen: boolean; onToggle: () => void };

/** Why a flow cannot be published now. */
export function PublishReasons({ flow, target, isOpen, onToggle }: Props) {
  const { t } = useTranslation();
  return (
    <Popover opened={isOpen} onChange={onToggle} width={340} position="bottom-end" withArrow>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>
        {flow.published !== null && !flow.hasUnpublishedChanges ? (
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
  );
}

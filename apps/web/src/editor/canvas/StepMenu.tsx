import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconClipboardCopy,
  IconCopyPlus,
  IconDots,
  IconGripVertical,
  IconTrash,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStepDeeds } from './use-step-deeds.js';

/** What can be done with a step, by pointer, touch and keyboard alike. */
export const StepMenu = memo(function StepMenu({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation();
  const deeds = useStepDeeds();
  return (
    <div className="hl-node-tools" data-no-drag>
      <span className="hl-grip" data-grip aria-hidden>
        <IconGripVertical size={16} />
      </span>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            aria-label={t('editor.step.more', { step: title })}
            data-testid={`menu-${id}`}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={() => deeds.duplicate(id)}>
            {t('editor.step.duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboardCopy size={16} />} onClick={() => deeds.copy(id)}>
            {t('editor.step.copy')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => deeds.moveBy(id, -1)}>
            {t('editor.step.up')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => deeds.moveBy(id, 1)}>
            {t('editor.step.down')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => deeds.remove(id)}
          >
            {t('editor.step.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
});

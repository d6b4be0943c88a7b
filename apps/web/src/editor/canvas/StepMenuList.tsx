import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronsDown,
  IconChevronsUp,
  IconClipboardCopy,
  IconCopyPlus,
  IconNote,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuFrame } from '../../ui/MenuFrame.js';
import { useEditor } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { useStep } from '../state/use-step.js';
import { isNest } from './measure.js';
import { useStepDeeds } from './use-step-deeds.js';

const actsOf = (state: EditorActions) => state.pick;
const openOf = (state: EditorActions) => state.open;
const foldOf = (state: EditorActions) => state.toggleCollapsed;
const collapsedOf = (state: EditorState) => state.collapsed;

/** What can be done with a step, by pointer, touch and keyboard alike. */
export function StepMenuList({ id, target }: { id: string; target: ReactElement }) {
  const { t } = useTranslation();
  const deeds = useStepDeeds();
  const pick = useEditor(actsOf);
  const open = useEditor(openOf);
  const fold = useEditor(foldOf);
  const isCollapsed = useEditor(collapsedOf).has(id);
  const step = useStep(id);
  const isNested = step !== undefined && isNest(step);
  return (
    <MenuFrame target={target} position="bottom-end">
      <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={() => deeds.duplicate([id])}>
        {t('editor.step.duplicate')}
      </Menu.Item>
      <Menu.Item leftSection={<IconClipboardCopy size={16} />} onClick={() => deeds.copy([id])}>
        {t('editor.step.copy')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => deeds.moveBy(id, -1)}>
        {t('editor.step.up')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => deeds.moveBy(id, 1)}>
        {t('editor.step.down')}
      </Menu.Item>
      <Menu.Item leftSection={<IconSquareCheck size={16} />} onClick={() => pick(id)}>
        {t('editor.step.pick')}
      </Menu.Item>
      <Menu.Item leftSection={<IconNote size={16} />} onClick={() => open(id, 'options')}>
        {t('editor.step.note')}
      </Menu.Item>
      {isNested && (
        <Menu.Item
          leftSection={isCollapsed ? <IconChevronsDown size={16} /> : <IconChevronsUp size={16} />}
          onClick={() => fold(id)}
        >
          {isCollapsed ? t('editor.step.expand') : t('editor.step.collapse')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={16} />}
        onClick={() => deeds.remove([id])}
      >
        {t('editor.step.delete')}
      </Menu.Item>
    </MenuFrame>
  );
}

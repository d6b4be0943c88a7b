import { Button, CloseButton } from '@mantine/core';
import { IconClipboardCopy, IconCopyPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { useStepDeeds } from './use-step-deeds.js';

const pickedOf = (state: EditorState) => state.picked;
const unpickOf = (state: EditorActions) => state.unpick;

/** What can be done with several steps at once. */
export function PickBar() {
  const { t } = useTranslation();
  const picked = useEditor(pickedOf);
  const unpick = useEditor(unpickOf);
  const deeds = useStepDeeds();
  const count = picked.length;
  return (
    <div className="hl-pick-bar" role="toolbar" aria-label={t('editor.pick.name')}>
      <span role="status">{t('editor.pick.count', { count })}</span>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconClipboardCopy size={16} />}
        onClick={() => deeds.copy(picked)}
      >
        {t('editor.step.copy')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconCopyPlus size={16} />}
        onClick={() => deeds.duplicate(picked)}
      >
        {t('editor.step.duplicate')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} />}
        onClick={() => deeds.remove(picked)}
      >
        {t('editor.step.delete')}
      </Button>
      <CloseButton size="sm" aria-label={t('editor.pick.clear')} onClick={unpick} />
    </div>
  );
}

import {
  IconAlertTriangle,
  IconCheck,
  IconCloudOff,
  IconLoader,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from './state/editor-context.js';
import type { EditorState, SaveState } from './state/editor-store.js';

const looks: Record<SaveState, { icon: Icon; tone: string }> = {
  saved: { icon: IconCheck, tone: 'good' },
  unsaved: { icon: IconLoader, tone: 'quiet' },
  saving: { icon: IconLoader, tone: 'quiet' },
  offline: { icon: IconCloudOff, tone: 'wait' },
  conflict: { icon: IconAlertTriangle, tone: 'care' },
  refused: { icon: IconAlertTriangle, tone: 'bad' },
  gone: { icon: IconAlertTriangle, tone: 'bad' },
};

const saveStateOf = (state: EditorState) => state.saveState;

export function SaveStateNote() {
  const { t } = useTranslation();
  const saveState = useEditor(saveStateOf);
  const { icon: Shape, tone } = looks[saveState];
  return (
    <span
      className="hl-state hl-save-state"
      data-tone={tone}
      data-testid="save-state"
      data-state={saveState}
      role="status"
    >
      <Shape size={14} aria-hidden />
      <span>{t(`editor.save.${saveState}`)}</span>
    </span>
  );
}

import { Button } from '@mantine/core';
import { IconEye, IconListNumbers, IconSitemap } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEditorTools } from './state/editor-context.js';
import type { EditorState } from './state/editor-store.js';
import { useIsNarrow } from './use-is-narrow.js';
import { rememberView } from './view-memory.js';

const viewOf = (state: EditorState) => state.view;
const modeOf = (state: EditorState) => state.mode;

/** The same draft as a picture or as a page; nothing is changed by looking at it another way. */
export function ViewSwitch() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const isNarrow = useIsNarrow();
  const isSimple = useEditor(viewOf) === 'simple';
  const mode = useEditor(modeOf);
  if (mode !== 'edit') return null;
  const Other = isNarrow ? IconEye : IconSitemap;
  const back = isNarrow ? t('editor.simple.toReading') : t('editor.simple.toCanvas');
  const look = () => {
    const next = isSimple ? 'canvas' : 'simple';
    store.setState({ view: next });
    rememberView(next);
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={isSimple ? <Other size={16} /> : <IconListNumbers size={16} />}
      onClick={look}
    >
      {isSimple ? back : t('editor.simple.open')}
    </Button>
  );
}

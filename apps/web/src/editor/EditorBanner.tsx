import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLock, IconUsers } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { late } from '../ui/late.js';
import { sayProblem } from '../words/say-problem.js';
import { withWords } from '../words/set-up.js';
import { useEditor, useEditorTools } from './state/editor-context.js';
import type { EditorState } from './state/editor-store.js';

const GoneBanner = late(async () => ({
  default: (await withWords(import('./GoneBanner.js'))).GoneBanner,
}));

const saveStateOf = (state: EditorState) => state.saveState;
const isReadOnlyOf = (state: EditorState) => state.mode === 'read';
const firstProblemOf = (state: EditorState) => state.serverProblems[0];

/** What stands between the draft and its being saved, and what to do about it. */
export function EditorBanner() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const saveState = useEditor(saveStateOf);
  const problem = useEditor(firstProblemOf);
  const isReadOnly = useEditor(isReadOnlyOf);
  if (saveState === 'gone') {
    return (
      <Suspense fallback={null}>
        <GoneBanner />
      </Suspense>
    );
  }
  if (isReadOnly) {
    return (
      <Alert
        role="status"
        color="blue"
        icon={<IconLock size={18} />}
        title={t('editor.newer.title')}
        className="hl-editor-banner"
      >
        {t('editor.newer.help')}
      </Alert>
    );
  }
  if (saveState === 'conflict') {
    return (
      <Alert
        role="alert"
        color="orange"
        icon={<IconUsers size={18} />}
        title={t('editor.conflict.title')}
        className="hl-editor-banner"
      >
        <Group gap="sm">
          {t('editor.conflict.help')}
          <Button size="compact-sm" onClick={() => store.getState().takeTheirs()}>
            {t('editor.conflict.theirs')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => store.getState().keepMine()}>
            {t('editor.conflict.mine')}
          </Button>
        </Group>
      </Alert>
    );
  }
  if (saveState === 'offline') {
    return (
      <Alert
        role="status"
        color="blue"
        icon={<IconCloudOff size={18} />}
        className="hl-editor-banner"
      >
        {t('editor.save.offlineHelp')}
      </Alert>
    );
  }
  if (saveState === 'refused') {
    return (
      <Alert
        role="alert"
        color="red"
        icon={<IconAlertTriangle size={18} />}
        title={t('editor.save.refused')}
        className="hl-editor-banner"
      >
        {problem && sayProblem(problem, t)}
      </Alert>
    );
  }
  return null;
}

import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLock, IconUsers } from '@tabler/icons-react';
import { Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { late } from '../ui/late.js';
import { Note } from '../ui/Note.js';
import { sayProblem } from '../words/say-problem.js';
import { withWords } from '../words/set-up.js';
import { useEditor, useEditorTools } from './state/editor-context.js';
import type { EditorState, SaveState } from './state/editor-store.js';

const GoneBanner = late(async () => ({
  default: (await withWords(import('./GoneBanner.js'))).GoneBanner,
}));

const saveStateOf = (state: EditorState) => state.saveState;
const isReadOnlyOf = (state: EditorState) => state.mode === 'read';
const firstProblemOf = (state: EditorState) => state.serverProblems[0];

/** What stands between the draft and its being saved, and what to do about it. */
export function EditorBanner() {
  const isReadOnly = useEditor(isReadOnlyOf);
  const saveState = useEditor(saveStateOf);
  const said = saveState === 'gone' || !isReadOnly ? notes[saveState] : <Newer />;
  return said && <div className="hl-editor-banner">{said}</div>;
}

function Newer() {
  const { t } = useTranslation();
  return (
    <Note role="status" tone="wait" icon={<IconLock size={18} />} title={t('editor.newer.title')}>
      {t('editor.newer.help')}
    </Note>
  );
}

function Conflict() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  return (
    <Note
      role="alert"
      tone="care"
      icon={<IconUsers size={18} />}
      title={t('editor.conflict.title')}
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
    </Note>
  );
}

function Offline() {
  const { t } = useTranslation();
  return (
    <Note role="status" tone="wait" icon={<IconCloudOff size={18} />}>
      {t('editor.save.offlineHelp')}
    </Note>
  );
}

function Refused() {
  const { t } = useTranslation();
  const problem = useEditor(firstProblemOf);
  return (
    <Note
      role="alert"
      tone="bad"
      icon={<IconAlertTriangle size={18} />}
      title={t('editor.save.refused')}
    >
      {problem && sayProblem(problem, t)}
    </Note>
  );
}

function Gone() {
  return (
    <Suspense fallback={null}>
      <GoneBanner />
    </Suspense>
  );
}

const notes: Partial<Record<SaveState, ReactElement>> = {
  conflict: <Conflict />,
  offline: <Offline />,
  refused: <Refused />,
  gone: <Gone />,
};

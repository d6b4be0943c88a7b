import { ActionIcon, Group, Button } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconFlask,
  IconHistory,
  IconMap,
  IconMinus,
  IconPlus,
  type Icon,
} from '@tabler/icons-react';
import { useDisclosure } from '@mantine/hooks';
import { useReactFlow } from '@xyflow/react';
import { WhenOpened } from '../ui/WhenOpened.js';
import { useTranslation } from 'react-i18next';
import { useFit } from './canvas/use-fit.js';
import { KeysHelp } from './KeysHelp.js';
import { Problems } from './Problems.js';
import { SaveStateNote } from './SaveStateNote.js';
import { ViewSwitch } from './ViewSwitch.js';
import { useEditor, useEditorTools } from './state/editor-context.js';
import type { EditorState } from './state/editor-store.js';
import { withWords } from '../words/set-up.js';
import { late } from '../ui/late.js';

const TestDraftDialog = late(async () => ({
  default: (await import('./test/TestDraftDialog.js')).TestDraftDialog,
}));

const ShadowDialog = late(async () => ({
  default: (await withWords(import('../flows/shadow/ShadowDialog.js'))).ShadowDialog,
}));

const canUndoOf = (state: EditorState) => state.past.length > 0;
const isSimpleOf = (state: EditorState) => state.view === 'simple' && state.mode === 'edit';
const canRedoOf = (state: EditorState) => state.future.length > 0;

export function EditorToolbar() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const isSimple = useEditor(isSimpleOf);
  const canUndo = useEditor(canUndoOf);
  const canRedo = useEditor(canRedoOf);
  return (
    <div className="hl-editor-bar" role="toolbar" aria-label={t('editor.toolbar')}>
      <Group gap={2} wrap="nowrap">
        <Tool
          icon={IconArrowBackUp}
          name={t('editor.undo')}
          keys="Ctrl+Z"
          isOff={!canUndo}
          onClick={() => store.getState().undo()}
        />
        <Tool
          icon={IconArrowForwardUp}
          name={t('editor.redo')}
          keys="Ctrl+Shift+Z"
          isOff={!canRedo}
          onClick={() => store.getState().redo()}
        />
        {!isSimple && <CanvasTools />}
      </Group>
      <span style={{ flex: 1 }} />
      <TestDraft />
      <ShadowDraft />
      <ViewSwitch />
      <Problems />
      <SaveStateNote />
    </div>
  );
}

/** How one looks at the picture. */
function CanvasTools() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const { zoomIn, zoomOut } = useReactFlow();
  const fit = useFit();
  return (
    <>
      <span className="hl-editor-rule" />
      <Tool icon={IconMinus} name={t('editor.zoomOut')} onClick={() => void zoomOut()} />
      <Tool icon={IconPlus} name={t('editor.zoomIn')} onClick={() => void zoomIn()} />
      <Tool
        icon={IconArrowsMaximize}
        name={t('editor.fit')}
        hint={t('editor.fitHint')}
        onClick={fit}
      />
      <Tool
        icon={IconMap}
        name={t('editor.overviewToggle')}
        onClick={() => store.setState((state) => ({ isOverviewOpen: !state.isOverviewOpen }))}
      />
      <KeysHelp />
    </>
  );
}

/** A draft that somebody deleted can be tried no more. */
const canTryOf = (state: EditorState) => state.mode === 'edit' && state.saveState !== 'gone';

function TestDraft() {
  const { t } = useTranslation();
  const canTry = useEditor(canTryOf);
  const [isOpen, dialog] = useDisclosure(false);
  if (!canTry) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFlask size={16} />}
        onClick={dialog.open}
      >
        {t('editor.draftTest.open')}
      </Button>
      <WhenOpened isOpen={isOpen}>
        <TestDraftDialog isOpen={isOpen} onClose={dialog.close} />
      </WhenOpened>
    </>
  );
}

const flowOf = (state: EditorState) => state.flow;

function ShadowDraft() {
  const { t } = useTranslation();
  const canTry = useEditor(canTryOf);
  const flow = useEditor(flowOf);
  const [isOpen, dialog] = useDisclosure(false);
  if (!canTry) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconHistory size={16} />}
        data-hint={t('flows.trial')}
        onClick={dialog.open}
      >
        {t('flows.trialShort')}
      </Button>
      <WhenOpened isOpen={isOpen}>
        <ShadowDialog flow={flow} isOpen={isOpen} onClose={dialog.close} />
      </WhenOpened>
    </>
  );
}

type ToolProps = {
  icon: Icon;
  name: string;
  /** Where more is to be said than the name. */
  hint?: string;
  keys?: string;
  isOff?: boolean;
  onClick: () => void;
};

function Tool({ icon: Shape, name, hint = name, keys, isOff = false, onClick }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={32}
      aria-label={name}
      data-hint={keys === undefined ? hint : `${hint} (${keys})`}
      disabled={isOff}
      onClick={onClick}
    >
      <Shape size={18} stroke={1.75} />
    </ActionIcon>
  );
}

import { ActionIcon, Group, Menu, Button, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
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
import { lazy } from 'react';
import { WhenOpened } from '../ui/WhenOpened.js';
import { useTranslation } from 'react-i18next';
import { locateStep } from '@hookline/contract';
import { fitOptions } from './canvas/fit-options.js';
import { motionMs } from './canvas/motion-ms.js';
import { KeysHelp } from './KeysHelp.js';
import { SaveStateNote } from './SaveStateNote.js';
import { ViewSwitch } from './ViewSwitch.js';
import { useEditor, useEditorTools } from './state/editor-context.js';
import { triggerId, type EditorState } from './state/editor-store.js';
import type { StepProblem } from './state/flow-problems.js';
import { problemInWords } from './words/problem-in-words.js';
import { stepTitle } from './words/step-title.js';
import { withWords } from '../words/set-up.js';
import { useLanguage } from './words/use-language.js';

const TestDraftDialog = lazy(async () => ({
  default: (await import('./test/TestDraftDialog.js')).TestDraftDialog,
}));

const ShadowDialog = lazy(async () => ({
  default: (await withWords(import('../flows/shadow/ShadowDialog.js'))).ShadowDialog,
}));

const canUndoOf = (state: EditorState) => state.past.length > 0;
const canRedoOf = (state: EditorState) => state.future.length > 0;

export function EditorToolbar() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const { fitView, zoomIn, zoomOut } = useReactFlow();
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
        <span className="hl-editor-rule" />
        <Tool icon={IconMinus} name={t('editor.zoomOut')} onClick={() => void zoomOut()} />
        <Tool icon={IconPlus} name={t('editor.zoomIn')} onClick={() => void zoomIn()} />
        <Tool
          icon={IconArrowsMaximize}
          name={t('editor.fit')}
          onClick={() => void fitView({ ...fitOptions, duration: motionMs() })}
        />
        <Tool
          icon={IconMap}
          name={t('editor.overviewToggle')}
          onClick={() => store.setState((state) => ({ isOverviewOpen: !state.isOverviewOpen }))}
        />
        <KeysHelp />
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

const modeOf = (state: EditorState) => state.mode;

function TestDraft() {
  const { t } = useTranslation();
  const mode = useEditor(modeOf);
  const [isOpen, dialog] = useDisclosure(false);
  if (mode !== 'edit') return null;
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
  const mode = useEditor(modeOf);
  const flow = useEditor(flowOf);
  const [isOpen, dialog] = useDisclosure(false);
  if (mode !== 'edit') return null;
  return (
    <>
      <Tooltip label={t('flows.trial')}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconHistory size={16} />}
          onClick={dialog.open}
        >
          {t('flows.trialShort')}
        </Button>
      </Tooltip>
      <WhenOpened isOpen={isOpen}>
        <ShadowDialog flow={flow} isOpen={isOpen} onClose={dialog.close} />
      </WhenOpened>
    </>
  );
}

type ToolProps = { icon: Icon; name: string; keys?: string; isOff?: boolean; onClick: () => void };

function Tool({ icon: Shape, name, keys, isOff = false, onClick }: ToolProps) {
  return (
    <Tooltip label={keys === undefined ? name : `${name} (${keys})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={name}
        disabled={isOff}
        onClick={onClick}
      >
        <Shape size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

const documentOf = (state: EditorState) => state.document;
const problemsOf = (state: EditorState) => state.problems;

/** Everything that is wrong, each one click away from its field. */
function Problems() {
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  const flow = useEditor(documentOf);
  const { t, say } = language;
  const all = [...useEditor(problemsOf).values()].flat();
  if (all.length === 0) return null;
  const stepName = (id: string) => {
    const step = locateStep(flow, id)?.step;
    return step ? stepTitle(step, { catalog, ...language }) : t('editor.trigger.source');
  };
  const words = (problem: StepProblem) => {
    const step = locateStep(flow, problem.stepId)?.step;
    const fields =
      step?.type === 'action' ? (catalog.action(step.app, step.action)?.input ?? []) : [];
    const fieldName = (key: string) => {
      const field = fields.find((one) => one.key === key);
      return field ? say(field.label) : key;
    };
    return problemInWords(problem, { t, fieldName });
  };
  const tabOf = ({ stepId, pointer }: StepProblem) =>
    stepId === triggerId || pointer === '/connectionId' || pointer === '/action'
      ? 'setup'
      : 'fields';
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          c="var(--hl-care)"
          leftSection={<IconAlertTriangle size={16} />}
          data-testid="problems"
        >
          {t('editor.chip.problems', { count: all.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map((problem) => (
          <Menu.Item
            key={problem.stepId + problem.pointer}
            onClick={() => store.getState().open(problem.stepId, tabOf(problem))}
          >
            <strong>{stepName(problem.stepId)}</strong>
            <br />
            {words(problem)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

import { List, Text } from '@mantine/core';
import { locateStep, walkSteps } from '@hookline/contract';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { FaultNote } from '../../ui/FaultNote.js';
import { Note } from '../../ui/Note.js';
import { EventSelect } from '../panel/EventSelect.js';
import { SampleEditor } from '../panel/SampleEditor.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { isReal } from './is-real.js';
import { useTestDraft, type DraftTested } from './use-test-draft.js';

const documentOf = (state: EditorState) => state.document;
const hasProblemsOf = (state: EditorState) => state.problems.size > 0;

/** Tries the whole draft out; before it does, it says which steps do something real. */
export function TestDraftDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { catalog } = useEditorTools();
  const language = useLanguage();
  const { t } = language;
  const flow = useEditor(documentOf);
  const hasProblems = useEditor(hasProblemsOf);
  const test = useTestDraft();
  const real = walkSteps(flow).flatMap(({ step }) => {
    if (step.type !== 'action') return [];
    const isHarmless = !isReal(step, catalog.action(step.app, step.action));
    return isHarmless ? [] : [{ id: step.id, title: stepTitle(step, { catalog, ...language }) }];
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={test.run}
      isBusy={test.isRunning}
      isBlocked={hasProblems || flow.steps.length === 0}
      title={t('editor.draftTest.title')}
      effect={t('editor.draftTest.effect')}
      action={t('editor.draftTest.run')}
    >
      <EventSelect />
      <SampleEditor />
      {real.length > 0 ? (
        <Note tone="care" title={t('editor.draftTest.real', { count: real.length })}>
          <List>
            {real.map(({ id, title }) => (
              <List.Item key={id}>{title}</List.Item>
            ))}
          </List>
        </Note>
      ) : (
        <Text c="dimmed">{t('editor.test.harmless')}</Text>
      )}
      {hasProblems && <Text c="dimmed">{t('editor.draftTest.problems')}</Text>}
      <FaultNote fault={test.fault} />
      <div aria-live="polite">{test.tested && <Ended tested={test.tested} />}</div>
    </ConfirmDialog>
  );
}

function Ended({ tested }: { tested: DraftTested }) {
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  const { t } = language;
  if (tested.outcome === 'done') {
    return <Note tone="good">{t('editor.draftTest.done', { count: tested.steps })}</Note>;
  }
  const step = locateStep(store.getState().document, tested.stepId)?.step;
  const name = step ? stepTitle(step, { catalog, ...language }) : tested.stepId;
  return (
    <Note tone={tested.outcome === 'failed' ? 'bad' : 'quiet'}>
      {t(`editor.draftTest.${tested.outcome}`, { step: name })}
    </Note>
  );
}

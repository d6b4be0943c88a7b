import { Button, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconFlask, IconInfoCircle } from '@tabler/icons-react';
import type { ActionDescription, ActionStep, StepTest } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { FaultNote } from '../../ui/FaultNote.js';
import { JsonView } from '../../ui/JsonView.js';
import { RunFault } from '../../ui/RunFault.js';
import { formatTook } from '../../words/format.js';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useProblems } from '../state/use-problems.js';
import { isReal } from '../test/is-real.js';
import { EventSelect } from './EventSelect.js';
import { SampleEditor } from './SampleEditor.js';
import { useTestStep } from './use-test-step.js';

type Props = { step: ActionStep; action: ActionDescription | undefined };

const triedOf = (state: EditorState) => state.tried;

/** Tries the step out with a captured event and shows what went in, what came back, or what was wrong. */
export function TestTab({ step, action }: Props) {
  const { t } = useTranslation();
  const test = useTestStep(step.id);
  const tried = useEditor(triedOf)[step.id];
  const problems = useProblems(step.id);
  const isRealOne = isReal(step, action);
  return (
    <Stack gap="md">
      <EventSelect />
      <SampleEditor />
      <p className="hl-verdict" data-tone={isRealOne ? 'care' : 'quiet'}>
        {isRealOne ? (
          <IconAlertTriangle size={18} aria-hidden />
        ) : (
          <IconInfoCircle size={18} aria-hidden />
        )}
        {isRealOne ? t('editor.test.real') : t('editor.test.harmless')}
      </p>
      <Button
        leftSection={<IconFlask size={16} />}
        loading={test.isRunning}
        disabled={problems.length > 0}
        onClick={test.run}
        data-testid="run-test"
      >
        {t('editor.test.run')}
      </Button>
      {problems.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('editor.test.problemsFirst')}
        </Text>
      )}
      <div aria-live="polite">
        {test.fault !== null && <FaultNote fault={test.fault} />}
        {test.fault === null && tried && (
          <TestResult result={tried.result} isOld={tried.step !== step} />
        )}
      </div>
    </Stack>
  );
}

function TestResult({ result, isOld }: { result: StepTest; isOld: boolean }) {
  const { t, i18n } = useTranslation();
  const took = formatTook(result.durationMs, i18n.language);
  return (
    <Stack gap="sm" data-testid="test-result">
      <Text fw={600} c={result.ok ? 'var(--hl-good)' : 'var(--hl-bad)'}>
        {result.ok ? t('editor.test.ok', { took }) : t('editor.test.failed')}
      </Text>
      {result.error && <RunFault error={result.error} />}
      {result.hadEffect && (
        <Text size="sm" c="dimmed">
          {t('editor.test.hadEffect')}
        </Text>
      )}
      {isOld && (
        <Text size="sm" c="dimmed">
          {t('editor.test.old')}
        </Text>
      )}
      <Title order={3}>{t('editor.test.output')}</Title>
      <JsonView value={result.output} what={t('editor.test.output')} />
      <Title order={3}>{t('editor.test.input')}</Title>
      <JsonView
        value={result.input}
        what={t('editor.test.input')}
        faultyPointer={result.error?.pointer ?? null}
      />
    </Stack>
  );
}

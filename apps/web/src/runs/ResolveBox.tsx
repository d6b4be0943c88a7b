import { Button, Group, Text } from '@mantine/core';
import { resolveRun, type RunView } from '@hookline/contract';
import { IconHelpHexagon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { Note } from '../ui/Note.js';
import { useStepName } from './use-step-name.js';

const answers = ['it_happened', 'it_did_not', 'check_again'] as const;

/** Nobody knows whether an effect happened: a person who looked can say. */
export function ResolveBox({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const nameOf = useStepName();
  const resolution = useCall(resolveRun, { touches: ['runs', 'flows', 'ledger'] });
  const unknown = run.steps.find((step) => step.state === 'unknown');
  if (unknown === undefined || run.state !== 'needs_attention') return null;
  return (
    <Note
      tone="care"
      icon={<IconHelpHexagon />}
      title={t('runs.unknownTitle', { step: nameOf(unknown) })}
    >
      <Text mb="xs">{t('runs.unknownHelp')}</Text>
      <Group gap="xs">
        {answers.map((answer) => (
          <Button
            key={answer}
            size="compact-sm"
            variant={answer === 'check_again' ? 'default' : 'light'}
            loading={resolution.isPending && resolution.variables.body.answer === answer}
            disabled={resolution.isPending}
            onClick={() => resolution.mutate({ params: { id: run.id }, body: { answer } })}
          >
            {t(`runs.answer.${answer}`)}
          </Button>
        ))}
      </Group>
    </Note>
  );
}

import { NumberInput, Select, Stack, TextInput, Textarea } from '@mantine/core';
import type { ActionStep, Step } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { RetryChoice } from './RetryChoice.js';
import { useUpdateStep } from './use-update-step.js';

/** Name and note, as every step has them. */
export function NameAndNote({ step }: { step: Step }) {
  const { t } = useTranslation();
  const update = useUpdateStep(step.id);
  return (
    <>
      <TextInput
        label={t('editor.options.name')}
        description={t('editor.options.nameHelp')}
        maxLength={200}
        value={step.name ?? ''}
        onChange={(event) => update({ name: event.currentTarget.value || null })}
      />
      <Textarea
        label={t('editor.options.note')}
        autosize
        minRows={2}
        maxLength={5_000}
        value={step.note ?? ''}
        onChange={(event) => update({ note: event.currentTarget.value || null })}
      />
      <TextInput
        label={t('editor.options.id')}
        description={t('editor.options.idHelp', { path: `{{steps.${step.id}}}` })}
        value={step.id}
        readOnly
        classNames={{ input: 'hl-mono' }}
      />
    </>
  );
}

/** What happens when the step fails, and how long it may take. */
export function OptionsTab({ step }: { step: ActionStep }) {
  const { t } = useTranslation();
  const update = useUpdateStep(step.id);
  const onError = (['stop', 'continue'] as const).map((value) => ({
    value,
    label: t(`editor.options.onError.${value}`),
  }));
  const onUnknown = (['default', 'repeat', 'ask'] as const).map((value) => ({
    value,
    label: t(`editor.options.onUnknown.${value}`),
  }));
  return (
    <Stack gap="md">
      <NameAndNote step={step} />
      <Select
        label={t('editor.options.onErrorLabel')}
        allowDeselect={false}
        data={onError}
        value={step.onError ?? 'stop'}
        onChange={(next) => update({ onError: next === 'continue' ? 'continue' : null })}
      />
      <Select
        label={t('editor.options.onUnknownLabel')}
        description={t('editor.options.onUnknownHelp')}
        allowDeselect={false}
        data={onUnknown}
        value={step.onUnknown ?? 'default'}
        onChange={(next) =>
          update({ onUnknown: next === 'repeat' || next === 'ask' ? next : null })
        }
      />
      <RetryChoice value={step.retry} onChange={(retry) => update({ retry })} />
      <NumberInput
        label={t('editor.options.timeout')}
        description={t('editor.options.timeoutHelp')}
        min={1}
        max={300}
        clampBehavior="strict"
        allowDecimal={false}
        value={step.timeoutSecs ?? ''}
        onChange={(next) =>
          update({ timeoutSecs: typeof next === 'number' && next >= 1 ? next : null })
        }
      />
    </Stack>
  );
}

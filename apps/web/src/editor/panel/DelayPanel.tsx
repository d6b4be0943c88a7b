import { NumberInput, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import type { DelayStep, Duration } from '@hookline/contract';
import { TemplateField } from '../template/TemplateField.js';
import { useLanguage } from '../words/use-language.js';
import { useFieldScope } from '../fields/field-scope.js';
import { ToolPanel } from './ToolPanel.js';
import { useUpdateStep } from './use-update-step.js';

const units = ['days', 'hours', 'minutes', 'seconds'] as const;
const most = { days: 365, hours: 8_760, minutes: 525_600, seconds: 31_536_000 } as const;

export function DelayPanel({ step }: { step: DelayStep }) {
  return <ToolPanel step={step} fields={<DelayFields step={step} />} />;
}

function DelayFields({ step }: { step: DelayStep }) {
  const { t } = useLanguage();
  const update = useUpdateStep(step.id);
  const { faultAt, noteAt } = useFieldScope();
  const duration = step.for ?? {};
  const isFor = step.until === undefined;
  const set = (unit: keyof Duration, count: unknown) => {
    const { [unit]: _, ...rest } = duration;
    const next = typeof count === 'number' && count > 0 ? { ...rest, [unit]: count } : rest;
    update({ for: next });
  };
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('editor.delay.kind')}
        value={isFor ? 'for' : 'until'}
        data={[
          { value: 'for', label: t('editor.delay.for') },
          { value: 'until', label: t('editor.delay.until') },
        ]}
        onChange={(next) =>
          next === 'for'
            ? update({ until: null, for: { minutes: 15 } }, 'kind')
            : update({ for: null, until: '' }, 'kind')
        }
      />
      {isFor ? (
        <SimpleGrid cols={2}>
          {units.map((unit) => (
            <NumberInput
              key={unit}
              label={t(`editor.delay.unit.${unit}`)}
              min={0}
              max={most[unit]}
              clampBehavior="strict"
              value={duration[unit] ?? ''}
              onChange={(count) => set(unit, count)}
            />
          ))}
        </SimpleGrid>
      ) : (
        <TemplateField
          stepId={step.id}
          label={t('editor.delay.moment')}
          help={t('editor.delay.momentHelp')}
          value={step.until ?? ''}
          onChange={(until) => update({ until })}
          isRequired
          fault={faultAt('/until')}
          note={noteAt('/until')}
        />
      )}
    </Stack>
  );
}

import { Button, SegmentedControl, Text } from '@mantine/core';
import type { ActionStep, FieldDescription, JsonValue } from '@hookline/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldInput } from '../fields/FieldInput.js';
import { isVisible } from '../fields/is-visible.js';
import { setKey } from '../fields/set-key.js';
import type { RenderedInput } from '../preview/render-input.js';
import { isBlank } from '../state/flow-problems.js';
import { WireBoard } from '../wires/WireBoard.js';
import { rememberedView, rememberView } from './fields-view.js';
import { SuggestBox } from './SuggestBox.js';
import { useUpdateStep } from './use-update-step.js';

type Props = {
  step: ActionStep;
  fields: readonly FieldDescription[];
  rendered: RenderedInput;
};

/** The step's fields, as text with pills or as wires: two views of one value. */
export function FieldsTab({ step, fields, rendered }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState(rememberedView);
  if (fields.length === 0) return <Text c="dimmed">{t('editor.fields.none')}</Text>;
  return (
    <div className="hl-wires">
      <SegmentedControl
        size="xs"
        aria-label={t('editor.fields.view')}
        value={view}
        data={[
          { value: 'text', label: t('editor.fields.asText') },
          { value: 'wires', label: t('editor.fields.asWires') },
        ]}
        onChange={(next) => {
          const chosen = next === 'wires' ? 'wires' : 'text';
          setView(chosen);
          rememberView(chosen);
        }}
      />
      <SuggestBox step={step} fields={fields} />
      {view === 'wires' ? (
        <WireBoard step={step} fields={fields} rendered={rendered} />
      ) : (
        <FieldList step={step} fields={fields} />
      )}
    </div>
  );
}

/** The action's fields, required ones first; optional empty ones wait behind a button when there are many. */
function FieldList({ step, fields }: Pick<Props, 'step' | 'fields'>) {
  const { t } = useTranslation();
  const update = useUpdateStep(step.id);
  const [isAll, setAll] = useState(false);
  const shown = useMemo(
    () =>
      fields
        .filter((field) => isVisible(field, step.input))
        .sort((a, b) => Number(b.required) - Number(a.required)),
    [fields, step.input],
  );
  const change = (key: string, value: JsonValue | undefined) =>
    update({ input: setKey(step.input, key, value) }, `input.${key}`);
  // Which fields are put away is settled when the tab opens: none vanishes while it is emptied.
  const [initial] = useState(step.input);
  const isAside = (field: FieldDescription) =>
    !field.required && isBlank(initial[field.key]) && isBlank(step.input[field.key]);
  const aside = shown.length > 8 ? shown.filter(isAside) : [];
  const here = isAll ? shown : shown.filter((field) => !aside.includes(field));
  return (
    <>
      {here.map((field) => (
        <div key={field.key} data-field={`/input/${field.key}`}>
          <FieldInput
            field={field}
            value={step.input[field.key]}
            onChange={(value) => change(field.key, value)}
            pointer={`/input/${field.key}`}
          />
        </div>
      ))}
      {aside.length > 0 && !isAll && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t('editor.fields.more', { count: aside.length })}
        </Button>
      )}
    </>
  );
}

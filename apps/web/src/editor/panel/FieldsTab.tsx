import { Button, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import type { ActionStep, FieldDescription, JsonValue } from '@hookline/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldInput } from '../fields/FieldInput.js';
import { isVisible } from '../fields/is-visible.js';
import { matchByName } from '../fields/match-by-name.js';
import { setKey } from '../fields/set-key.js';
import { sourcesOf } from '../fields/sources-of.js';
import { useSample } from '../preview/use-sample.js';
import { isBlank } from '../state/flow-problems.js';
import { useLanguage } from '../words/use-language.js';
import { useUpdateStep } from './use-update-step.js';

type Props = { step: ActionStep; fields: readonly FieldDescription[] };

/** The action's fields, required ones first; optional empty ones wait behind a button when there are many. */
export function FieldsTab({ step, fields }: Props) {
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
  if (fields.length === 0) return <Text c="dimmed">{t('editor.fields.none')}</Text>;
  return (
    <div className="hl-wires">
      <FillByName step={step} fields={shown} />
      {here.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={step.input[field.key]}
          onChange={(value) => change(field.key, value)}
          pointer={`/input/${field.key}`}
        />
      ))}
      {aside.length > 0 && !isAll && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t('editor.fields.more', { count: aside.length })}
        </Button>
      )}
    </div>
  );
}

/** Offers to fill empty fields from incoming ones of the same meaning; it never does so unasked. */
function FillByName({ step, fields }: Props) {
  const { t } = useTranslation();
  const { say, namePath } = useLanguage();
  const { context } = useSample();
  const update = useUpdateStep(step.id);
  const matched = useMemo(() => {
    const targets = fields
      .filter((field) => field.mappable && !field.choices && !field.fields)
      .filter((field) => !['key_values', 'condition', 'json'].includes(field.kind))
      .filter((field) => isBlank(step.input[field.key]))
      .map((field) => ({ key: field.key, label: say(field.label) }));
    return matchByName(targets, sourcesOf(context['trigger'] ?? {}, namePath));
  }, [fields, step.input, say, context, namePath]);
  const count = Object.keys(matched).length;
  if (count === 0) return null;
  return (
    <Button
      variant="light"
      size="compact-sm"
      leftSection={<IconWand size={14} />}
      onClick={() => update({ input: { ...step.input, ...matched } }, 'fill')}
    >
      {t('editor.field.fillByName', { count })}
    </Button>
  );
}

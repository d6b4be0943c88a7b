import { Autocomplete, Button, Loader, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFaultWords } from '../../ui/use-fault-words.js';
import { useLanguage } from '../words/use-language.js';
import { asText, isTemplate, type FieldProps } from './field-props.js';
import { useFieldScope } from './field-scope.js';
import { TextField } from './TextField.js';
import { useChoices, type Choices } from './use-choices.js';

/** One of a list; where it may be mapped, a switch turns it into a template field and back. */
export function ChoiceField(props: FieldProps) {
  const { field, value } = props;
  const { t } = useTranslation();
  const [isMapping, setMapping] = useState(isTemplate(value));
  return (
    <div className="hl-wire-choice">
      {isMapping ? <TextField {...props} /> : <ChoiceList {...props} />}
      {field.mappable && (
        <Button size="compact-xs" variant="subtle" onClick={() => setMapping(!isMapping)}>
          {isMapping ? t('editor.field.fromList') : t('editor.field.fromFields')}
        </Button>
      )}
    </div>
  );
}

function ChoiceList({ field, value, onChange, pointer }: FieldProps) {
  const { t, say } = useLanguage();
  const { faultAt } = useFieldScope();
  const found = useChoices(field);
  const { title } = useFaultWords(found.fault);
  const common = {
    label: say(field.label),
    required: field.required,
    placeholder: field.placeholder ?? '',
    error: faultAt(pointer) ?? (found.fault ? title : undefined),
    description: field.help ? say(field.help) : undefined,
    rightSection: found.isLoading ? <Loader size={16} /> : undefined,
  };
  if (field.kind === 'boolean') {
    const data = [
      { value: 'true', label: t('editor.field.yes') },
      { value: 'false', label: t('editor.field.no') },
    ];
    const give = (next: string | null) => onChange(next === null ? undefined : next === 'true');
    return (
      <Select
        {...common}
        data={data}
        clearable={!field.required}
        value={asText(value) || null}
        onChange={give}
      />
    );
  }
  if (field.choicesFrom !== undefined)
    return <LookedUp {...{ field, value, onChange, common, found }} />;
  const data = found.choices.map((one) => ({ value: one.value, label: say(one.label) }));
  return (
    <Select
      {...common}
      data={data}
      searchable={data.length > 7}
      clearable={!field.required}
      allowDeselect={false}
      value={asText(value) || null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

type LookedUpProps = Pick<FieldProps, 'field' | 'value' | 'onChange'> & {
  common: { label: string; required: boolean; error: string | undefined };
  found: Choices;
};

/** A list that the app looks up; what it does not list (or cannot just now) may still be typed. */
function LookedUp({ value, onChange, common, found }: LookedUpProps) {
  const { say } = useLanguage();
  const { t } = useTranslation();
  const byLabel = new Map(found.choices.map((one) => [say(one.label), one.value]));
  const labelOf = new Map(found.choices.map((one) => [one.value, say(one.label)]));
  const text = asText(value);
  return (
    <>
      <Autocomplete
        {...common}
        data={[...byLabel.keys()]}
        value={labelOf.get(text) ?? text}
        onChange={(next) => onChange(next === '' ? undefined : (byLabel.get(next) ?? next))}
      />
      {found.fault !== null && (
        <Button size="compact-xs" variant="subtle" onClick={found.retry}>
          {t('common.retry')}
        </Button>
      )}
    </>
  );
}

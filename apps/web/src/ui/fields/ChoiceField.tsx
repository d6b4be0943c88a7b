import { Loader, Select, TextInput } from '@mantine/core';
import type { Choice } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { choicesQuery } from '../../api/catalog.js';
import { useSay } from '../../words/use-say.js';
import type { FieldProps } from './field-props.js';
import { shownText } from './TextField.js';
import { useFieldWords } from './use-field-words.js';

/** One of a list; the list stands in the description or is asked from the app behind it. */
export function ChoiceField(props: FieldProps) {
  const { field, scope } = props;
  if (field.choicesFrom !== undefined && scope.app !== null) {
    return <LookedUpChoice {...props} app={scope.app} from={field.choicesFrom} />;
  }
  return <FixedChoice {...props} choices={field.choices ?? []} />;
}

function FixedChoice({
  field,
  value,
  onChange,
  error,
  choices,
}: FieldProps & { choices: readonly Choice[] }) {
  const say = useSay();
  const { t } = useTranslation();
  const words = useFieldWords(field, error);
  const chosen = shownText(value);
  const known = choices.map((choice) => ({ value: choice.value, label: say(choice.label) }));
  const isKnown = chosen === '' || known.some((choice) => choice.value === chosen);
  return (
    <Select
      {...words}
      data={isKnown ? known : [...known, { value: chosen, label: chosen }]}
      value={chosen === '' ? null : chosen}
      onChange={(next) => onChange(next ?? undefined)}
      searchable={known.length > 7}
      clearable={!field.required}
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
    />
  );
}

type LookedUp = FieldProps & { app: string; from: string };

function LookedUpChoice({ app, from, ...props }: LookedUp) {
  const { t } = useTranslation();
  const { field, value, onChange, scope } = props;
  const words = useFieldWords(field, props.error);
  const query = useQuery(
    choicesQuery({ app, choices: from, connectionId: scope.connectionId, input: scope.values }),
  );
  if (query.data !== undefined) return <FixedChoice {...props} choices={query.data.choices} />;
  // When the list cannot be had, the value can still be typed: a form must not depend on a vendor's mood.
  return (
    <TextInput
      {...words}
      description={query.isError ? t('fields.listUnavailable') : words.description}
      rightSection={query.isLoading ? <Loader size={14} /> : null}
      value={shownText(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

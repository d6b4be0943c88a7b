import { Autocomplete, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { helperCatalogue, type HelperParameter } from '@hookline/mapping';
import { useTranslation } from 'react-i18next';
import { helperInWords } from '../words/helper-in-words.js';
import { LookupTableEditor } from './LookupTableEditor.js';
import { plainSummary } from './plain-summary.js';
import { readArgument, writeArgument, type PillCall } from './pill-calls.js';

type Props = { call: PillCall; onChange: (call: PillCall) => void; onRemove: () => void };

/** Ready answers where they are few and hard to know by heart. */
const offered: Readonly<Record<string, readonly string[]>> = {
  country: ['RU', 'UA', 'BY', 'KZ', 'DE', 'GB', 'PL', 'US'],
  format: ['dd.MM.yyyy', 'dd.MM.yyyy HH:mm', 'yyyy-MM-dd', 'HH:mm', 'd MMMM yyyy', 'MM/dd/yyyy'],
  zone: ['Europe/Moscow', 'Europe/Kyiv', 'Europe/Minsk', 'Asia/Almaty', 'Europe/London', 'UTC'],
  currency: ['RUB', 'UAH', 'KZT', 'BYN', 'USD', 'EUR'],
  locale: ['ru', 'uk', 'en'],
};

/** What is done with a value, its settings as fields of a form. */
export function HelperForm({ call, onChange, onRemove }: Props) {
  const { t, i18n } = useTranslation();
  const helper = helperCatalogue.find((one) => one.name === call.helper);
  const words = (given: { en: string; ru: string }) =>
    i18n.language === 'ru' ? given.ru : given.en;
  const [, ...parameters] = helper?.parameters ?? [];
  return (
    <fieldset className="hl-helper">
      <legend className="hl-hidden">{helperInWords(call.helper)}</legend>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <span>{helper ? plainSummary(helper.summary, i18n.language) : call.helper}</span>
        <CloseButton
          size="sm"
          aria-label={t('editor.pill.drop', { helper: helperInWords(call.helper) })}
          onClick={onRemove}
        />
      </Group>
      {call.helper === 'lookupTable' ? (
        <LookupTableEditor call={call} onChange={onChange} />
      ) : (
        parameters
          .filter((one) => !one.isRest)
          .map((parameter, index) => (
            <Argument
              key={parameter.name}
              parameter={parameter}
              label={words(parameter.description)}
              choices={parameter.choices?.map(({ value, label }) => ({
                value,
                label: words(label),
              }))}
              value={parameter.isNamed ? call.named[parameter.name] : call.args[index]}
              onChange={(raw) => onChange(withArgument(call, { parameter, index, raw }))}
            />
          ))
      )}
    </fieldset>
  );
}

type Choice = { readonly value: string; readonly label: string };
type ArgumentProps = {
  parameter: HelperParameter;
  label: string;
  choices: readonly Choice[] | undefined;
  value: string | undefined;
  onChange: (raw: string | null) => void;
};

function Argument({ parameter, label, choices, value, onChange }: ArgumentProps) {
  const { name, kind, required } = parameter;
  const given = (text: string) => onChange(text === '' ? null : writeArgument(text, kind));
  const common = { size: 'xs', label, required, value: readArgument(value ?? '') } as const;
  if (choices) {
    return (
      <Select
        {...common}
        data={withGiven(choices, common.value)}
        value={common.value === '' ? null : common.value}
        clearable={!required}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => given(next ?? '')}
      />
    );
  }
  const data = offered[name];
  return data ? (
    <Autocomplete
      {...common}
      data={[...data]}
      comboboxProps={{ withinPortal: false }}
      onChange={given}
    />
  ) : (
    <TextInput {...common} onChange={(event) => given(event.currentTarget.value)} />
  );
}

/** What was written by hand stays what it is, and is seen. */
const withGiven = (choices: readonly Choice[], given: string): Choice[] =>
  given === '' || choices.some(({ value }) => value === given)
    ? [...choices]
    : [...choices, { value: given, label: given }];

type Given = { parameter: HelperParameter; index: number; raw: string | null };

/** An argument in the middle that is emptied leaves an empty text, so that the later ones stay in place. */
function withArgument(call: PillCall, { parameter, index, raw }: Given): PillCall {
  if (parameter.isNamed) {
    const { [parameter.name]: _, ...rest } = call.named;
    return { ...call, named: raw === null ? rest : { ...rest, [parameter.name]: raw } };
  }
  const length = Math.max(call.args.length, index + 1);
  const args = Array.from({ length }, (_, at) =>
    at === index ? (raw ?? '""') : (call.args[at] ?? '""'),
  );
  while (args.at(-1) === '""') args.pop();
  return { ...call, args };
}

import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { isObject, toPointer, type JsonObject } from '@hookline/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../words/use-language.js';
import type { FieldProps } from './field-props.js';
import { usePasteJson } from './use-paste-json.js';
import { KeyValueRow } from './KeyValueRow.js';
import { useChoices } from './use-choices.js';

/** Names with values: the columns of a table, the headers of a request. */
export function KeyValuesField({ field, value, onChange, pointer }: FieldProps) {
  const { t } = useTranslation();
  const { say } = useLanguage();
  const { choices } = useChoices(field);
  const object: JsonObject = isObject(value) ? value : {};
  const rows = Object.entries(object);
  const suggested = useMemo(() => choices.map((one) => one.value), [choices]);
  const free = suggested.filter((name) => !(name in object));
  const put = (next: readonly (readonly [string, JsonObject[string]])[]) =>
    onChange(next.length === 0 ? undefined : Object.fromEntries(next));
  const paste = usePasteJson({ object: (given) => onChange({ ...object, ...given }) });
  const name = say(field.label);
  return (
    <div className="hl-wire" role="group" aria-label={name} onPasteCapture={paste}>
      <div className="hl-wire-label">
        <span>{name}</span>
      </div>
      {field.help && <span className="hl-wire-help">{say(field.help)}</span>}
      {rows.map(([key, one], index) => (
        <KeyValueRow
          key={index}
          index={index}
          name={key}
          value={one}
          suggested={free}
          pointer={pointer + toPointer([key])}
          isTaken={(other) => other !== key && other in object}
          onRename={(next) => put(rows.map((row, at) => (at === index ? [next, one] : row)))}
          onChange={(next) => put(rows.map((row, at) => (at === index ? [key, next] : row)))}
          onRemove={() => put(rows.filter((_, at) => at !== index))}
        />
      ))}
      <Group gap={4}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          disabled={'' in object}
          onClick={() => put([...rows, ['', '']])}
        >
          {t('editor.field.addRow')}
        </Button>
        {free.slice(0, 8).map((one) => (
          <Button
            key={one}
            size="compact-sm"
            variant="default"
            aria-label={t('editor.field.addNamed', { name: one })}
            onClick={() => put([...rows, [one, '']])}
          >
            + {one}
          </Button>
        ))}
      </Group>
    </div>
  );
}

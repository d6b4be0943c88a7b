import { Button, Group } from '@mantine/core';
import { IconPlus, IconWand } from '@tabler/icons-react';
import { isObject, toPointer, type JsonObject } from '@hookline/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSample } from '../preview/use-sample.js';
import { useLanguage } from '../words/use-language.js';
import type { FieldProps } from './field-props.js';
import { KeyValueRow } from './KeyValueRow.js';
import { matchByName } from './match-by-name.js';
import { sourcesOf } from './sources-of.js';
import { useChoices } from './use-choices.js';

/** Names with values: the columns of a table, the headers of a request. */
export function KeyValuesField({ field, value, onChange, pointer }: FieldProps) {
  const { t } = useTranslation();
  const { say, namePath } = useLanguage();
  const { context } = useSample();
  const { choices } = useChoices(field);
  const object: JsonObject = isObject(value) ? value : {};
  const rows = Object.entries(object);
  const suggested = useMemo(() => choices.map((one) => one.value), [choices]);
  const free = suggested.filter((name) => !(name in object));
  const matched = useMemo(() => {
    const targets = suggested.map((name) => ({ key: name, label: name }));
    return matchByName(targets, sourcesOf(context['trigger'] ?? {}, namePath));
  }, [suggested, context, namePath]);
  const fillable = Object.entries(matched).filter(([name]) => (object[name] ?? '') === '');
  const put = (next: readonly (readonly [string, JsonObject[string]])[]) =>
    onChange(next.length === 0 ? undefined : Object.fromEntries(next));
  const name = say(field.label);
  return (
    <div className="hl-wire" role="group" aria-label={name}>
      <div className="hl-wire-label">
        <span>{name}</span>
        {fillable.length > 0 && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconWand size={14} />}
            onClick={() => onChange({ ...object, ...Object.fromEntries(fillable) })}
          >
            {t('editor.field.fillByName', { count: fillable.length })}
          </Button>
        )}
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

import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isList, type FieldDescription, type JsonValue } from '@hookline/contract';
import { useLanguage } from '../words/use-language.js';
import { FieldInput } from './FieldInput.js';
import type { FieldProps } from './field-props.js';
import { usePasteJson } from './use-paste-json.js';
import { TextField } from './TextField.js';

/** Items one by one, or one incoming list as a whole. */
export function ListField(props: FieldProps) {
  const { field, value, onChange, pointer } = props;
  const { t, say } = useLanguage();
  const paste = usePasteJson({ list: (given) => onChange([...given]) });
  if (typeof value === 'string') {
    return (
      <div>
        <TextField {...props} />
        <Button size="compact-xs" variant="subtle" onClick={() => onChange(undefined)}>
          {t('editor.field.oneByOne')}
        </Button>
      </div>
    );
  }
  const items = isList(value) ? value : [];
  const put = (index: number, item: JsonValue | undefined) =>
    onChange(items.map((one, at) => (at === index ? (item ?? '') : one)));
  const element = (index: number): FieldDescription => ({
    key: String(index),
    kind: field.fields ? 'object' : 'text',
    label: { en: `${index + 1}` },
    required: false,
    mappable: true,
    fields: field.fields,
  });
  return (
    <div className="hl-wire" role="group" aria-label={say(field.label)} onPasteCapture={paste}>
      <div className="hl-wire-label">
        <span>{say(field.label)}</span>
      </div>
      {items.map((item, index) => (
        <Group key={index} wrap="nowrap" align="flex-start" gap="xs">
          <div style={{ flex: 1, minWidth: 0 }}>
            <FieldInput
              field={element(index)}
              value={item}
              onChange={(next) => put(index, next)}
              pointer={`${pointer}/${index}`}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={22}
            aria-label={t('editor.field.removeItem', { number: index + 1 })}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...items, field.fields ? {} : ''])}
        >
          {t('editor.field.addItem')}
        </Button>
        {items.length === 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange('')}>
            {t('editor.field.wholeList')}
          </Button>
        )}
      </Group>
    </div>
  );
}

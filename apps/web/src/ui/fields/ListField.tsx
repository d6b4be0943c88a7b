import { ActionIcon, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import type { FieldDescription, JsonValue } from '@hookline/contract';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChoicesField } from './ChoicesField.js';
import type { FieldProps, FieldScope } from './field-props.js';
import { FieldRows } from './FieldRows.js';
import { AddButton } from './KeyValuesField.js';
import { objectOf } from './object-of.js';
import { shownText } from './TextField.js';
import { useFieldWords } from './use-field-words.js';

/** Several of the same: of a fixed list, plain texts, or small forms where the description names fields. */
export function ListField(props: FieldProps) {
  return props.field.choices === undefined ? <FreeList {...props} /> : <ChoicesField {...props} />;
}

function FreeList({ field, value, onChange, error, scope }: FieldProps) {
  const { t } = useTranslation();
  const { label, description } = useFieldWords(field, error);
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const inner = field.fields ?? [];
  const put = (at: number, item: JsonValue) =>
    onChange(items.map((old, index) => (index === at ? item : old)));
  return (
    <Fieldset legend={label}>
      <Stack gap="xs">
        {description !== undefined && (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
        {items.map((item, index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
            <ListItem
              label={`${label} ${index + 1}`}
              item={item}
              fields={inner}
              scope={scope}
              onChange={(next) => put(index, next)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={4}
              aria-label={`${t('common.remove')} ${index + 1}`}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        {error !== null && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
        <AddButton onAdd={() => onChange([...items, inner.length > 0 ? {} : ''])} />
      </Stack>
    </Fieldset>
  );
}

type ItemProps = {
  label: string;
  item: JsonValue;
  fields: readonly FieldDescription[];
  scope: FieldScope;
  onChange: (item: JsonValue) => void;
};

function ListItem({ label, item, fields, scope, onChange }: ItemProps) {
  if (fields.length === 0) {
    return (
      <TextInput
        flex={1}
        aria-label={label}
        value={shownText(item)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <div style={{ flex: 1 }}>
      <FieldRows
        fields={fields}
        values={objectOf(item)}
        onChange={onChange}
        faultOf={() => null}
        scope={scope}
      />
    </div>
  );
}

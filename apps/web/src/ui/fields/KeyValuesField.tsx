import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './field-props.js';
import { shownText } from './TextField.js';
import { useFieldWords } from './use-field-words.js';

type Pair = readonly [string, string];

/** Names with values, such as headers; half-written pairs stay in the form until they have a name. */
export function KeyValuesField({ field, value, onChange, error }: FieldProps) {
  const { t } = useTranslation();
  const { label, description } = useFieldWords(field, error);
  const [pairs, setPairs] = useState<readonly Pair[]>(() => pairsOf(value));
  const change = (next: readonly Pair[]) => {
    setPairs(next);
    onChange(Object.fromEntries(next.filter(([name]) => name.trim() !== '')));
  };
  const put = (at: number, pair: Pair) =>
    change(pairs.map((old, index) => (index === at ? pair : old)));
  return (
    <Fieldset legend={label} variant="default">
      <Stack gap="xs">
        {description !== undefined && (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
        {pairs.map(([name, text], index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`${label}: ${t('fields.pairName', { number: index + 1 })}`}
              placeholder={t('common.name')}
              value={name}
              onChange={(event) => put(index, [event.currentTarget.value, text])}
            />
            <TextInput
              flex={2}
              aria-label={`${label}: ${t('fields.pairValue', { number: index + 1 })}`}
              placeholder={t('fields.value')}
              value={text}
              onChange={(event) => put(index, [name, event.currentTarget.value])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${t('common.remove')} ${name}`}
              onClick={() => change(pairs.filter((_, at) => at !== index))}
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
        <AddButton onAdd={() => setPairs([...pairs, ['', '']])} />
      </Stack>
    </Fieldset>
  );
}

export function AddButton({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} />}
      onClick={onAdd}
      style={{ alignSelf: 'flex-start' }}
    >
      {t('common.add')}
    </Button>
  );
}

function pairsOf(value: FieldProps['value']): readonly Pair[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, child]) => [name, shownText(child)]);
}

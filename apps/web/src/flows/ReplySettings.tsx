import {
  ActionIcon,
  Fieldset,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { answerTypes, isOwnHeader, type FlowAnswer } from '@hookline/contract';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../ui/fields/KeyValuesField.js';

type Reply = Extract<FlowAnswer, { kind: 'reply' }>;
type Props = {
  answer: Reply;
  onChange: (answer: Reply) => void;
  /** The highest status that may be chosen. */
  mostStatus: number;
};

const mostHeaders = 10;

/** A status, a few headers of the owner's, and a body. */
export function ReplySettings({ answer, onChange, mostStatus }: Props) {
  const { t } = useTranslation();
  const hasNoBody = [204, 205, 304].includes(answer.status);
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start">
        <NumberInput
          label={t('flowSettings.answer.status')}
          min={200}
          max={mostStatus}
          clampBehavior="blur"
          allowDecimal={false}
          w={110}
          value={answer.status}
          onChange={(status) => onChange({ ...answer, status: Number(status) || 200 })}
        />
        <Select
          label={t('flowSettings.answer.type')}
          allowDeselect={false}
          data={[...answerTypes]}
          value={answer.contentType}
          onChange={(value) =>
            onChange({
              ...answer,
              contentType: answerTypes.find((known) => known === value) ?? 'application/json',
            })
          }
        />
      </Group>
      <Textarea
        label={t('flowSettings.answer.body')}
        description={t('flowSettings.answer.bodyHelp', { id: '{id}' })}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={20_000}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        value={answer.body}
        error={hasNoBody && answer.body !== '' ? t('flowSettings.answer.noBody') : undefined}
        onChange={(event) => onChange({ ...answer, body: event.currentTarget.value })}
      />
      <HeaderRows
        headers={answer.headers}
        onChange={(headers) => onChange({ ...answer, headers })}
      />
    </Stack>
  );
}

type HeadersProps = {
  headers: Reply['headers'];
  onChange: (headers: Reply['headers']) => void;
};

function HeaderRows({ headers, onChange }: HeadersProps) {
  const { t } = useTranslation();
  const label = t('flowSettings.answer.headers');
  const put = (at: number, header: [string, string]) =>
    onChange(headers.map((old, index) => (index === at ? header : old)));
  return (
    <Fieldset legend={label} variant="default">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {t('flowSettings.answer.headersHelp')}
        </Text>
        {headers.map(([name, value], index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
            <TextInput
              flex={1}
              aria-label={`${label}: ${t('fields.pairName', { number: index + 1 })}`}
              placeholder="X-Hook-..."
              value={name}
              error={
                name !== '' && !isOwnHeader(name)
                  ? t('flowSettings.answer.headerBroken')
                  : undefined
              }
              onChange={(event) => put(index, [event.currentTarget.value, value])}
            />
            <TextInput
              flex={1}
              aria-label={`${label}: ${t('fields.pairValue', { number: index + 1 })}`}
              placeholder={t('fields.value')}
              maxLength={500}
              value={value}
              onChange={(event) => put(index, [name, event.currentTarget.value])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={4}
              aria-label={`${t('common.remove')} ${name}`}
              onClick={() => onChange(headers.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        {headers.length < mostHeaders && (
          <AddButton onAdd={() => onChange([...headers, ['', '']])} />
        )}
      </Stack>
    </Fieldset>
  );
}

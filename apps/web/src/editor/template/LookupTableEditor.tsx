import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { readArgument, writeArgument, type PillCall } from './pill-calls.js';

type Props = { call: PillCall; onChange: (call: PillCall) => void };
type Row = readonly [from: string, to: string];

/** A table of values: what comes in, what it becomes, and what anything else becomes. */
export function LookupTableEditor({ call, onChange }: Props) {
  const { t } = useTranslation();
  const rows = rowsOf(call.args);
  const put = (next: readonly Row[]) => onChange({ ...call, args: next.flat() });
  const change = (index: number, row: Row) =>
    put(rows.map((one, at) => (at === index ? row : one)));
  const { else: other, ...named } = call.named;
  return (
    <div className="hl-lookup">
      {rows.map(([from, to], index) => (
        <Group key={index} gap={4} wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            aria-label={t('editor.lookup.from', { number: index + 1 })}
            value={readArgument(from)}
            onChange={(event) => change(index, [write(event.currentTarget.value), to])}
          />
          <IconArrowRight size={14} aria-hidden />
          <TextInput
            size="xs"
            flex={1}
            aria-label={t('editor.lookup.to', { number: index + 1 })}
            value={readArgument(to)}
            onChange={(event) => change(index, [from, write(event.currentTarget.value)])}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('editor.lookup.remove', { number: index + 1 })}
            onClick={() => put(rows.filter((_, at) => at !== index))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => put([...rows, ['""', '""']])}
      >
        {t('editor.lookup.add')}
      </Button>
      <TextInput
        size="xs"
        label={t('editor.lookup.else')}
        description={t('editor.lookup.elseHelp')}
        value={readArgument(other ?? '')}
        onChange={(event) => {
          const text = event.currentTarget.value;
          onChange({ ...call, named: text === '' ? named : { ...named, else: write(text) } });
        }}
      />
    </div>
  );
}

/** A number stays a number: a stage of a CRM is known by one. */
const write = (text: string): string =>
  writeArgument(text, /^-?\d{1,15}$/.test(text) && !/^-?0\d/.test(text) ? 'number' : 'text');

function rowsOf(args: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < args.length; at += 2) rows.push([args[at] ?? '""', args[at + 1] ?? '""']);
  return rows;
}

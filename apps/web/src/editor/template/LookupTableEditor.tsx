import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isLiteral, readArgument, writeText, type PillCall } from './pill-calls.js';

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
          <Cell
            name={t('editor.lookup.from', { number: index + 1 })}
            raw={from}
            onChange={(raw) => change(index, [raw, to])}
          />
          <IconArrowRight size={14} aria-hidden />
          <Cell
            name={t('editor.lookup.to', { number: index + 1 })}
            raw={to}
            onChange={(raw) => change(index, [from, raw])}
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

type CellProps = { name: string; raw: string; onChange: (raw: string) => void };

/** A value as it is; one that is read from a field is changed where templates are written. */
function Cell({ name, raw, onChange }: CellProps) {
  return (
    <TextInput
      size="xs"
      flex={1}
      aria-label={name}
      readOnly={!isLiteral(raw)}
      value={readArgument(raw)}
      onChange={(event) => onChange(write(event.currentTarget.value))}
    />
  );
}

/** A number stays a number: a stage of a CRM is known by one. */
const write = (text: string): string =>
  /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? text : writeText(text);

function rowsOf(args: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < args.length; at += 2) rows.push([args[at] ?? '""', args[at + 1] ?? '""']);
  return rows;
}

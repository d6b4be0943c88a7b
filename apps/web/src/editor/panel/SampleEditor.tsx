import { Button, Group, Textarea } from '@mantine/core';
import { jsonValue, type JsonValue } from '@hookline/contract';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../../ui/Note.js';
import { useSample } from '../preview/use-sample.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';

const payloadOf = (state: EditorState) => state.payload;

/** The chosen event changed by hand, for previews and tests alone; what arrived stays as it is. */
export function SampleEditor() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const { context } = useSample();
  const payload = useEditor(payloadOf);
  const [text, setText] = useState<string | null>(null);
  const open = () => setText(JSON.stringify(context['trigger'], null, 2));
  const close = () => {
    setText(null);
    store.setState({ payload: undefined });
  };
  if (text === null && payload === undefined) {
    return (
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPencil size={14} />}
          onClick={open}
        >
          {t('editor.sample.edit')}
        </Button>
      </Group>
    );
  }
  const shown = text ?? JSON.stringify(payload, null, 2);
  const read = readJson(shown);
  return (
    <>
      <Note tone="wait">{t('editor.sample.edited')}</Note>
      <Textarea
        label={t('editor.sample.text')}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        value={shown}
        error={read === undefined ? t('editor.field.notJson') : undefined}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          const value = readJson(next);
          if (value !== undefined) store.setState({ payload: value });
        }}
      />
      <Group>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t('editor.sample.back')}
        </Button>
      </Group>
    </>
  );
}

function readJson(text: string): JsonValue | undefined {
  try {
    const read = jsonValue.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

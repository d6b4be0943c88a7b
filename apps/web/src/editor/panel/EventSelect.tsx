import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatExact } from '../../words/format.js';
import { useSample } from '../preview/use-sample.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';

const eventIdOf = (state: EditorState) => state.eventId;

/** Which captured event samples, previews and tests are taken from. */
export function EventSelect() {
  const { t, i18n } = useTranslation();
  const { store } = useEditorTools();
  const { events } = useSample();
  const chosen = useEditor(eventIdOf);
  const data = [
    ...events.map((event, index) => ({
      value: event.id,
      label: [
        formatExact(event.receivedAt, i18n.language),
        event.summary,
        index === 0 ? `(${t('editor.test.latest')})` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    { value: 'sample', label: t('editor.test.sample') },
  ];
  const value = chosen === 'latest' ? (events[0]?.id ?? 'sample') : (chosen ?? 'sample');
  return (
    <Select
      label={t('editor.test.event')}
      description={events.length === 0 ? t('editor.test.noEvents') : undefined}
      allowDeselect={false}
      data={data}
      value={value}
      onChange={(next) =>
        store.setState({ eventId: next === 'sample' ? null : next, payload: undefined })
      }
    />
  );
}

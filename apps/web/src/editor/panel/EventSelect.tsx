import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatExact } from '../../words/format.js';
import { useSample } from '../preview/use-sample.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';

const pinnedIdOf = (state: EditorState) => state.flow.sampleEventId;

/** Which captured event samples, previews and tests are taken from. */
export function EventSelect() {
  const { t, i18n } = useTranslation();
  const { store } = useEditorTools();
  const { events, eventId } = useSample();
  const pinnedId = useEditor(pinnedIdOf);
  const data = [
    ...events.map((event, index) => ({
      value: event.id,
      label: [
        formatExact(event.receivedAt, i18n.language),
        event.summary,
        index === 0 ? `(${t('editor.test.latest')})` : '',
        event.id === pinnedId ? `(${t('editor.test.pinned')})` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    { value: 'sample', label: t('editor.test.sample') },
  ];
  const value = eventId ?? 'sample';
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

import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JsonView } from '../../ui/JsonView.js';
import { RelativeTime } from '../../ui/RelativeTime.js';
import { StateBadge } from '../../ui/StateBadge.js';
import { useSample } from '../preview/use-sample.js';
import { SampleEditor } from './SampleEditor.js';
import { useEditorTools } from '../state/editor-context.js';

/** What has arrived lately, and which of it samples are taken from. */
export function CapturedEvents() {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const { events, event: chosen, context } = useSample();
  return (
    <Stack gap="md">
      <Title order={3}>{t('editor.trigger.captured')}</Title>
      {events.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('editor.trigger.noneYet')}
        </Text>
      )}
      <ul className="hl-events">
        {events.slice(0, 10).map((event) => (
          <li key={event.id} data-chosen={event.id === chosen?.id}>
            <Group gap={8} wrap="nowrap" justify="space-between">
              <Group gap={8} wrap="nowrap" miw={0}>
                <StateBadge of="event" state={event.state} />
                <Text size="sm" c="dimmed">
                  <RelativeTime at={event.receivedAt} />
                </Text>
              </Group>
              {event.id === chosen?.id ? (
                <Text size="sm" fw={600}>
                  {t('editor.trigger.isSample')}
                </Text>
              ) : (
                <Button
                  size="compact-sm"
                  variant="light"
                  onClick={() => store.setState({ eventId: event.id, payload: undefined })}
                >
                  {t('editor.trigger.useAsSample')}
                </Button>
              )}
            </Group>
            <Text size="sm" className="hl-cut" title={event.summary}>
              {event.summary}
            </Text>
          </li>
        ))}
      </ul>
      <Title order={3}>{chosen ? t('editor.trigger.sampleFields') : t('editor.test.sample')}</Title>
      <SampleEditor />
      <JsonView value={context['trigger'] ?? null} what={t('editor.trigger.sampleFields')} />
    </Stack>
  );
}

import { Code, Group, List, Stack, Text, Title } from '@mantine/core';
import type { TriggerDescription } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { useSay } from '../words/use-say.js';
import { CopyButton } from './CopyButton.js';
import { Note } from './Note.js';

type Props = {
  source: Pick<TriggerDescription, 'setup' | 'snippet' | 'notes' | 'evidence'>;
  title: string;
  hookUrl: string;
};

/** How to connect a source: the steps, a program to paste if it needs one, and what is good to know. */
export function SourceGuide({ source, title, hookUrl }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { setup, snippet, notes = [], evidence } = source;
  const code = snippet?.code.replaceAll('{{hookUrl}}', hookUrl) ?? '';
  return (
    <Stack gap="sm">
      {evidence === 'unverified' && <Note tone="quiet">{t('newFlow.unverified')}</Note>}
      {setup.length > 0 && (
        <div>
          <Title order={3}>{title}</Title>
          <List type="ordered" mt={4} spacing={6}>
            {setup.map((line) => (
              <List.Item key={line.en} className="hl-wrap">
                {say(line)}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {snippet && (
        <div>
          <Group justify="space-between">
            <Title order={3}>{say(snippet.label)}</Title>
            <CopyButton value={code} what={say(snippet.label)} />
          </Group>
          <Code block mah={260} tabIndex={0} style={{ overflow: 'auto' }}>
            {code}
          </Code>
        </div>
      )}
      {notes.length > 0 && (
        <div>
          <Title order={3}>{t('newFlow.goodToKnow')}</Title>
          <List mt={4} spacing={4}>
            {notes.map((line) => (
              <List.Item key={line.en} className="hl-wrap">
                <Text size="sm">{say(line)}</Text>
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}

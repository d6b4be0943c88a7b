import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { languages } from '@hookline/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../app/Mark.js';
import { speak } from '../words/set-up.js';
import './DoorFrame.css';

type Props = { title: string; lead: string; children: ReactNode };

/** The pages in front of the door: one narrow column, and the language within reach. */
export function DoorFrame({ title, lead, children }: Props) {
  const { t, i18n } = useTranslation();
  useDocumentTitle(`${title} · Hookline`);
  const choose = (value: string) => {
    const language = languages.find((name) => name === value);
    if (language !== undefined) void speak(language);
  };
  return (
    <main className="hl-door">
      <div className="hl-door-card hl-surface">
        <Group justify="space-between" mb="lg">
          <Group gap="xs">
            <Mark size={28} />
            <Text fw={600}>Hookline</Text>
          </Group>
          <SegmentedControl
            size="xs"
            aria-label={t('shell.language')}
            value={i18n.language}
            onChange={choose}
            data={[
              { value: 'en', label: 'EN' },
              { value: 'ru', label: 'RU' },
            ]}
          />
        </Group>
        <Stack gap={4} mb="lg">
          <Title order={1}>{title}</Title>
          <Text c="dimmed">{lead}</Text>
        </Stack>
        {children}
      </div>
    </main>
  );
}

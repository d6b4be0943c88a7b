import { Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import './PageHeader.css';

type Props = { title: string; lead?: string; children?: ReactNode };

/** The page's one heading, its sentence, and its actions. */
export function PageHeader({ title, lead, children }: Props) {
  useDocumentTitle(`${title} · Hookline`);
  return (
    <header className="hl-page-header">
      <div style={{ minWidth: 0 }}>
        <Title order={1} className="hl-wrap" dir="auto">
          {title}
        </Title>
        {lead !== undefined && (
          <Text c="dimmed" maw={680}>
            {lead}
          </Text>
        )}
      </div>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </header>
  );
}

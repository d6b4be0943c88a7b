import { Stack, Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = {
  icon: Icon;
  title: string;
  help?: string;
  /** 1 where it is the whole page. */
  level?: 1 | 2;
  children?: ReactNode;
};

/** Says what will be here and how to begin; its children are the beginning. */
export function EmptyState({ icon: Icon, title, help, level = 2, children }: Props) {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <Icon size={32} stroke={1.5} color="var(--mantine-color-dimmed)" aria-hidden />
      <Title order={level} size="h2">
        {title}
      </Title>
      {help !== undefined && (
        <Text c="dimmed" maw={460}>
          {help}
        </Text>
      )}
      {children !== undefined && <div style={{ marginTop: 8 }}>{children}</div>}
    </Stack>
  );
}

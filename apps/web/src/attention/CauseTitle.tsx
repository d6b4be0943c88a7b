import { Group, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = { icon: Icon; isQuoted?: boolean; children: ReactNode };

/** What asks for a person; it may be in the words of another system. */
export function CauseTitle({ icon: Shape, isQuoted = false, children }: Props) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Shape size={18} color="var(--hl-care)" aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Title
        order={2}
        size="h4"
        {...(isQuoted ? { className: 'hl-said', dir: 'auto' } : { className: 'hl-wrap' })}
      >
        {children}
      </Title>
    </Group>
  );
}

import { SimpleGrid } from '@mantine/core';
import type { ConnectionView } from '@hookline/contract';
import { ConnectionCard } from './ConnectionCard.js';

type Props = { connections: readonly ConnectionView[]; onEdit: (id: string) => void };

export function ConnectionList({ connections, onEdit }: Props) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      {connections.map((connection) => (
        <ConnectionCard
          key={connection.id}
          connection={connection}
          onEdit={() => onEdit(connection.id)}
        />
      ))}
    </SimpleGrid>
  );
}

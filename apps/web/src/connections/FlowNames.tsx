import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

type Named = { readonly id: string; readonly name: string; readonly isDeleted?: boolean };

/** Flows by their names, which lead to them; a deleted one has no page to go to. */
export function FlowNames({ flows }: { flows: readonly Named[] }) {
  const { t } = useTranslation();
  return flows.map(({ id, name, isDeleted = false }, index) => (
    <span key={id}>
      {index > 0 && ', '}
      {isDeleted ? (
        t('connections.deletedFlow', { name })
      ) : (
        <Anchor
          underline="always"
          renderRoot={(root) => <Link to="/flows/$flowId" params={{ flowId: id }} {...root} />}
        >
          {name}
        </Anchor>
      )}
    </span>
  ));
}

import type { FlowSummary } from '@hookline/contract';
import { IconClock, IconFlag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../ui/StateBadge.css';

/** What of this flow waits for a person; each count leads to the list behind it. */
export function AttentionLink({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation();
  const { held } = flow.ledger;
  const params = { flowId: flow.id };
  if (flow.needsAttention === 0 && held === 0) return <span aria-hidden>·</span>;
  return (
    <span style={{ display: 'inline-flex', gap: 6 }}>
      {flow.needsAttention > 0 && (
        <Link
          to="/flows/$flowId/runs"
          params={params}
          search={{ status: 'needs_attention' }}
          className="hl-state"
          data-tone="care"
          title={t('flows.stuck', { count: flow.needsAttention })}
          aria-label={t('flows.stuck', { count: flow.needsAttention })}
        >
          <IconFlag size={14} aria-hidden />
          {flow.needsAttention}
        </Link>
      )}
      {held > 0 && (
        <Link
          to="/flows/$flowId/inbox"
          params={params}
          search={{ state: 'held' }}
          className="hl-state"
          data-tone="wait"
          title={t('flows.heldCount', { count: held })}
          aria-label={t('flows.heldCount', { count: held })}
        >
          <IconClock size={14} aria-hidden />
          {held}
        </Link>
      )}
    </span>
  );
}

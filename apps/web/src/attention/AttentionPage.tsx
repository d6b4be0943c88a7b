import { Text } from '@mantine/core';
import type { AttentionView } from '@hookline/contract';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { attentionQuery } from '../api/replays.js';
import { ReplayProgress } from '../runs/ReplayProgress.js';
import { Refusing } from '../home/Refusing.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import './AttentionPage.css';
import { CauseCard } from './CauseCard.js';
import { LeftBehindCard } from './LeftBehindCard.js';

/** Everything that stopped and waits for a person, one card for each cause. */
export function AttentionPage() {
  const { t } = useTranslation();
  const query = useQuery(attentionQuery);
  return (
    <div className="hl-page">
      <PageHeader title={t('attention.title')} lead={t('attention.lead')} />
      <ReplayProgress />
      <Loaded query={query}>{(attention) => <Causes attention={attention} />}</Loaded>
    </div>
  );
}

function Causes({ attention }: { attention: AttentionView }) {
  const { t } = useTranslation();
  const { total, items, refusing, leftBehind } = attention;
  if (items.length + refusing.length + leftBehind.length === 0) {
    return (
      <EmptyState icon={IconCheck} title={t('attention.none')} help={t('attention.noneHelp')} />
    );
  }
  const unlisted = total - items.reduce((sum, group) => sum + group.count, 0);
  return (
    <>
      {refusing.length > 0 && (
        <ul className="hl-attention hl-surface" aria-label={t('attention.refusing')}>
          {refusing.map((flow) => (
            <Refusing key={flow.flowId} flow={flow} />
          ))}
        </ul>
      )}
      {items.length > 0 && (
        <ul className="hl-causes" aria-label={t('attention.list')}>
          {items.map((group) => (
            <li key={group.cause}>
              <CauseCard group={group} />
            </li>
          ))}
        </ul>
      )}
      {unlisted > 0 && (
        <Text c="dimmed" mt="md">
          {t('attention.moreCauses', { count: unlisted })}
        </Text>
      )}
      {leftBehind.length > 0 && (
        <ul className="hl-causes" aria-label={t('attention.left.list')}>
          {leftBehind.map((hook) => (
            <li key={hook.id}>
              <LeftBehindCard hook={hook} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

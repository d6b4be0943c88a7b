import {
  IconBolt,
  IconInbox,
  IconListCheck,
  IconPlus,
  IconRoute,
  type Icon,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { NavigateOptions } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowListQuery } from '../api/flows.js';
import { rowsOf } from '../api/pages.js';
import { pages } from '../app/pages.js';

export type Find = {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly icon: Icon;
  readonly go: NavigateOptions;
};

const looksLikeId = (text: string) => /^[0-9a-f-]{16,}$|^[a-z]{2,5}_[\w-]{6,}$/i.test(text);
const has = (label: string, text: string) =>
  label.toLocaleLowerCase().includes(text.toLocaleLowerCase());

/** What the typed words may mean, the surest first. */
export function useFinds(text: string): readonly Find[] {
  const { t } = useTranslation();
  const flows = useInfiniteQuery(flowListQuery(text));
  const byId: readonly Find[] = looksLikeId(text)
    ? [
        {
          id: 'run',
          label: t('shell.openRun', { id: text }),
          kind: t('shell.searchRun'),
          icon: IconListCheck,
          go: { to: '/runs/$runId', params: { runId: text } },
        },
        {
          id: 'event',
          label: t('shell.openEvent', { id: text }),
          kind: t('shell.searchEvent'),
          icon: IconInbox,
          go: { to: '/inbox', search: { event: text } },
        },
      ]
    : [];
  const toPages: readonly Find[] = pages.map((page) => ({
    id: page.to,
    label: t(`shell.${page.word}`),
    kind: t('shell.searchPage'),
    icon: page.icon,
    go: { to: page.to },
  }));
  const actions: readonly Find[] = [
    {
      id: 'new-flow',
      label: t('shell.newFlow'),
      kind: t('shell.searchAction'),
      icon: IconPlus,
      go: { to: '/flows/new' },
    },
  ];
  const toFlows: readonly Find[] = rowsOf(flows.data)
    .slice(0, 8)
    .map((flow) => ({
      id: flow.id,
      label: flow.name,
      kind: t('shell.searchFlow'),
      icon: IconRoute,
      go: { to: '/flows/$flowId', params: { flowId: flow.id } },
    }));
  const leads =
    text.length < 2 ? [] : [leadFind(text, t('shell.findRuns', { text }), t('shell.runs'))];
  const named = [...toPages, ...actions].filter((find) => has(find.label, text));
  return [...byId, ...named, ...toFlows.filter((find) => has(find.label, text)), ...leads];
}

function leadFind(text: string, label: string, kind: string): Find {
  return { id: 'leads', label, kind, icon: IconBolt, go: { to: '/runs', search: { text } } };
}

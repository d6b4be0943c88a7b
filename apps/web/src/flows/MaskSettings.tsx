import { TagsInput } from '@mantine/core';
import { readMaskRule, type SeenField } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { seenFieldsQuery } from '../api/flows.js';

type Props = {
  /** Absent: no fields that were seen are offered. */
  flowId?: string;
  masks: readonly string[] | undefined;
  onChange: (masks: string[] | undefined) => void;
};

const mostRules = 50;

/** Names of fields and headers whose values are masked before anything is stored. */
export function MaskSettings({ flowId, masks = [], onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...seenFieldsQuery(flowId ?? ''), enabled: flowId !== undefined });
  const seen = (data?.fields ?? []).map(ruleFor);
  const broken = masks.find((rule) => readMaskRule(rule) === null);
  return (
    <TagsInput
      label={t('flowSettings.masks.title')}
      description={t('flowSettings.masks.help', {
        name: 'password',
        path: 'customer.pin',
        header: 'header:X-Token',
        query: 'query:key',
      })}
      placeholder={masks.length === 0 ? t('flowSettings.masks.placeholder') : ''}
      error={broken === undefined ? undefined : t('flowSettings.masks.broken', { rule: broken })}
      data={[...new Set(seen)].filter((rule) => !masks.includes(rule)).slice(0, 200)}
      maxTags={mostRules}
      maxDropdownHeight={220}
      splitChars={[',', ';']}
      acceptValueOnBlur
      clearable
      value={[...masks]}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}

/** A field at the top by its place too, so that choosing it from the list masks just that one. */
function ruleFor({ at, segments }: Pick<SeenField, 'at' | 'segments'>): string {
  if (at !== undefined) return `${at === 'query' ? 'query' : 'header'}:${segments.join('.')}`;
  const names = segments.filter((segment) => !/^\d+$/.test(segment));
  const path = names.map((name) => (/[.[\]\s]/.test(name) ? `[${name}]` : name)).join('.');
  return names.length === 1 ? `body:${path}` : path;
}

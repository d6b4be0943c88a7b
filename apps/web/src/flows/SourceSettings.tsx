import { Select } from '@mantine/core';
import type { Trigger } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionListQuery } from '../api/connections.js';
import { FieldForm } from '../ui/fields/FieldForm.js';
import { useSourceOf } from './use-source-of.js';

type SourceProps = { trigger: Trigger; onChange: (trigger: Trigger) => void; fault: unknown };

/** What the source itself can be told, and the connection that holds its secret. */
export function SourceSettings({ trigger, onChange, fault }: SourceProps) {
  const { t } = useTranslation();
  const { data: connections } = useQuery(connectionListQuery);
  const source = useSourceOf(trigger);
  if (source === undefined) return null;
  const fitting = (connections?.items ?? []).filter((one) => one.app === trigger.app);
  return (
    <>
      {source.connection !== 'none' && (
        <Select
          label={t('flows.sourceConnection')}
          description={t('flows.sourceConnectionHelp')}
          clearable={source.connection === 'optional'}
          withAsterisk={source.connection === 'required'}
          placeholder={t('gallery.without')}
          nothingFoundMessage={t('connections.none')}
          data={fitting.map((one) => ({ value: one.id, label: one.name }))}
          value={trigger.connectionId}
          onChange={(connectionId) => onChange({ ...trigger, connectionId })}
        />
      )}
      <FieldForm
        fields={source.settings}
        values={trigger.settings}
        onChange={(settings) => onChange({ ...trigger, settings })}
        app={trigger.app}
        connectionId={trigger.connectionId}
        fault={fault}
      />
    </>
  );
}

import { Fieldset, NumberInput, Select, Stack, Switch, TextInput, Textarea } from '@mantine/core';
import type { EndpointPolicy } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tidyPolicy } from './tidy-policy.js';

type Props = {
  policy: EndpointPolicy | undefined;
  onChange: (policy: EndpointPolicy | undefined) => void;
};

const gets = ['event', 'hello', 'refuse'] as const;
const kib = 1_024;

/** What the address asks of a request: pages that may send, visits, limits, and how spam is caught. */
export function EndpointSettings({ policy = {}, onChange }: Props) {
  const { t } = useTranslation();
  const change = (part: Partial<EndpointPolicy>): void =>
    onChange(tidyPolicy({ ...policy, ...part }));
  return (
    <Fieldset legend={t('flowSettings.endpoint.title')}>
      <Stack gap="md">
        <OriginSettings origins={policy.origins} onChange={(origins) => change({ origins })} />
        <Select
          label={t('flowSettings.endpoint.get')}
          description={t('flowSettings.endpoint.getHelp')}
          allowDeselect={false}
          data={gets.map((value) => ({ value, label: t(`flowSettings.endpoint.gets.${value}`) }))}
          value={policy.get ?? 'event'}
          onChange={(value) => change({ get: gets.find((one) => one === value) })}
        />
        <NumberInput
          label={t('flowSettings.endpoint.rate')}
          description={t('flowSettings.endpoint.rateHelp')}
          min={1}
          max={600_000}
          allowDecimal={false}
          value={policy.perMinute ?? ''}
          onChange={(value) => change({ perMinute: toNumber(value) })}
        />
        <NumberInput
          label={t('flowSettings.endpoint.size')}
          description={t('flowSettings.endpoint.sizeHelp')}
          min={1}
          max={1_048_576}
          allowDecimal={false}
          value={policy.maxBodyBytes === undefined ? '' : Math.ceil(policy.maxBodyBytes / kib)}
          onChange={(value) => change({ maxBodyBytes: times(toNumber(value), kib) })}
        />
        <TextInput
          label={t('flowSettings.endpoint.honeypot')}
          description={t('flowSettings.endpoint.honeypotHelp')}
          placeholder="website"
          maxLength={200}
          value={policy.honeypot ?? ''}
          onChange={(event) => change({ honeypot: event.currentTarget.value || undefined })}
        />
        <Switch
          label={t('flowSettings.endpoint.quarantine')}
          description={t('flowSettings.endpoint.quarantineHelp')}
          checked={policy.strangers === 'quarantine'}
          onChange={(event) =>
            change({ strangers: event.currentTarget.checked ? 'quarantine' : undefined })
          }
        />
      </Stack>
    </Fieldset>
  );
}

type OriginProps = {
  origins: EndpointPolicy['origins'];
  onChange: (origins: EndpointPolicy['origins']) => void;
};

const modes = ['none', 'any', 'some'] as const;

function OriginSettings({ origins, onChange }: OriginProps) {
  const { t } = useTranslation();
  const mode = origins === undefined ? 'none' : origins === 'any' ? 'any' : 'some';
  const [text, setText] = useState(Array.isArray(origins) ? origins.join('\n') : '');
  const write = (next: string): void => {
    setText(next);
    onChange(next.split(/[\s,]+/).filter((each) => each !== ''));
  };
  const choose = (next: string | null): void => {
    if (next === 'some') write(text);
    else onChange(next === 'any' ? 'any' : undefined);
  };
  return (
    <>
      <Select
        label={t('flowSettings.endpoint.origins')}
        description={t('flowSettings.endpoint.originsHelp')}
        allowDeselect={false}
        data={modes.map((value) => ({
          value,
          label: t(`flowSettings.endpoint.originModes.${value}`),
        }))}
        value={mode}
        onChange={choose}
      />
      {mode === 'some' && (
        <Textarea
          label={t('flowSettings.endpoint.originList')}
          description={t('flowSettings.endpoint.originListHelp')}
          placeholder="https://shop.example.com"
          autosize
          minRows={2}
          required
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
      )}
    </>
  );
}

const toNumber = (value: number | string): number | undefined =>
  typeof value === 'number' ? value : undefined;

const times = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor;

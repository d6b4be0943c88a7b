import { Select, Text, TextInput } from '@mantine/core';
import type { RetryPolicy } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { delaysInWords, readDelays, writeDelays } from './retry-delays.js';

const firstChoice = [0, 60, 600] as const;

type RetryProps = {
  value: RetryPolicy | undefined;
  onChange: (value: RetryPolicy | null) => void;
};

/** The usual schedule, none, or one of the step's own; what is chosen is said in words. */
export function RetryChoice({ value, onChange }: RetryProps) {
  const { t, i18n } = useTranslation();
  const delays = typeof value === 'object' ? value.delaysSecs : null;
  const [typed, setTyped] = useState(delays ? writeDelays(delays) : '');
  const kind = delays ? 'own' : value === 'none' ? 'none' : 'default';
  const data = (['default', 'none', 'own'] as const).map((one) => ({
    value: one,
    label: t(`editor.options.retry.${one}`),
  }));
  const choose = (next: string | null) => {
    if (next === 'own') {
      setTyped(writeDelays(firstChoice));
      onChange({ delaysSecs: [...firstChoice] });
    } else onChange(next === 'none' ? 'none' : null);
  };
  return (
    <>
      <Select
        label={t('editor.options.retryLabel')}
        allowDeselect={false}
        data={data}
        value={kind}
        onChange={choose}
      />
      {delays && (
        <TextInput
          label={t('editor.options.delays')}
          description={t('editor.options.delaysHelp')}
          value={typed}
          error={readDelays(typed) ? undefined : t('editor.options.delaysFault')}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            const read = readDelays(event.currentTarget.value);
            if (read) onChange({ delaysSecs: read });
          }}
        />
      )}
      {delays && (
        <Text size="sm" c="dimmed" aria-live="polite">
          {delays.length === 1
            ? t('editor.options.delaysOnce')
            : t('editor.options.delaysWords', {
                waits: delaysInWords(delays.slice(1), i18n.language),
              })}
        </Text>
      )}
    </>
  );
}

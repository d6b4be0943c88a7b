import { Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatExact } from '../words/format.js';

/** The next try, second by second; read out only as a moment, not as a ticking clock. */
export function Countdown({ to }: { to: string }) {
  const { t, i18n } = useTranslation();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useInterval(() => setNowMs(Date.now()), 1_000, { autoInvoke: true });
  const leftSecs = Math.max(0, Math.round((Date.parse(to) - nowMs) / 1_000));
  const exact = formatExact(to, i18n.language);
  return (
    <Text component="p" m={0} title={exact}>
      {t('runs.nextTry', { at: exact })}{' '}
      {leftSecs > 0 && <span aria-hidden>({clockOf(leftSecs)})</span>}
    </Text>
  );
}

function clockOf(secs: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(secs / 3_600);
  const rest = `${two(Math.floor((secs % 3_600) / 60))}:${two(secs % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

import { Skeleton, Stack } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { shape?: 'list' | 'page' | 'panel'; rows?: number };

/** The outline of what is coming, shown only when it takes long enough to be noticed. */
export function Waiting({ shape = 'list', rows = 8 }: Props) {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(false);
  useTimeout(() => setLate(true), 150, { autoInvoke: true });
  if (!isLate) return <div style={{ minHeight: 200 }} />;
  return (
    <Stack
      gap={shape === 'list' ? 8 : 'md'}
      aria-busy
      aria-label={t('common.loading')}
      role="status"
    >
      {shape !== 'list' && <Skeleton height={28} width="40%" />}
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={shape === 'panel' ? 16 : 32} />
      ))}
    </Stack>
  );
}

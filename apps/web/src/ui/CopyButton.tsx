import { ActionIcon, CopyButton as Copying } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type Props = { value: string; what?: string; size?: number };

export function CopyButton({ value, what, size = 26 }: Props) {
  const { t } = useTranslation();
  const name = what === undefined ? t('common.copy') : t('common.copyValue', { what });
  return (
    <Copying value={value} timeout={1_500}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color={copied ? 'green' : 'gray'}
          size={size}
          onClick={copy}
          data-hint={copied ? t('common.copied') : name}
          aria-label={copied ? t('common.copied') : name}
        >
          {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        </ActionIcon>
      )}
    </Copying>
  );
}

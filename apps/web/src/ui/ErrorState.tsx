import { Button, Collapse, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '../api/api-fault.js';
import { CopyButton } from './CopyButton.js';
import { useFaultWords } from './use-fault-words.js';

type Props = { fault: unknown; onRetry?: () => void; isBroken?: boolean };

/** What happened, what to do, a second try, and what support needs to know. */
export function ErrorState({ fault, onRetry, isBroken }: Props) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const { title, more } = useFaultWords(fault);
  const report = reportOf(fault);
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center" role="alert">
      <IconAlertTriangle size={32} stroke={1.5} color="var(--hl-care)" aria-hidden />
      <Title order={2}>{isBroken ? t('shell.brokenPage') : t('errors.heading')}</Title>
      <Text c="dimmed" maw={520}>
        {title}
      </Text>
      {more !== null && (
        <Text maw={520} className="hl-wrap">
          {more}
        </Text>
      )}
      <Group gap="xs" justify="center" mt="xs">
        {onRetry !== undefined && (
          <Button leftSection={<IconRefresh size={16} />} onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={toggle} aria-expanded={isOpen}>
          {t('common.details')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Group gap="xs" align="flex-start" wrap="nowrap" maw={640}>
          <pre className="hl-mono hl-wrap" style={{ whiteSpace: 'pre-wrap', textAlign: 'left' }}>
            {report}
          </pre>
          <CopyButton value={report} what={t('common.details')} />
        </Group>
      </Collapse>
    </Stack>
  );
}

function reportOf(fault: unknown): string {
  const lines = [`at: ${window.location.pathname}`, `time: ${new Date().toISOString()}`];
  if (fault instanceof ApiFault) {
    lines.push(`code: ${fault.code}`, `status: ${fault.status}`, `message: ${fault.message}`);
    if (fault.requestId !== null) lines.push(`request: ${fault.requestId}`);
  } else if (fault instanceof Error) {
    lines.push(`message: ${fault.message}`);
  }
  return lines.join('\n');
}

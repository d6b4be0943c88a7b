import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What was done, with the way back. */
export function UndoNotice({ words, onUndo }: { words: string; onUndo: () => void }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{words}</span>
      <Button size="compact-sm" variant="light" onClick={onUndo}>
        {t('editor.undo')}
      </Button>
    </Group>
  );
}

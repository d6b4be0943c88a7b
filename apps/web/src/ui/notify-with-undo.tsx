import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { spokenNow } from '../words/speech.js';

/** Says what was done, and offers the way back for as long as it is seen. */
export function notifyWithUndo(words: string, onUndo: () => void): void {
  const { t } = spokenNow();
  const undo = () => {
    onUndo();
    notifications.hide(toast);
  };
  const toast = notifications.show({
    autoClose: 8_000,
    closeButtonProps: { 'aria-label': t('common.close') },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{words}</span>
        <Button size="compact-sm" variant="light" flex="none" onClick={undo}>
          {t('editor.undo')}
        </Button>
      </Group>
    ),
  });
}

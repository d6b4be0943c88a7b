import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultNote } from './FaultNote.js';

type Props = {
  onSubmit: () => void;
  onClose: () => void;
  /** The button says what it does. */
  action: string;
  isBusy: boolean;
  /** Something must be filled in first. */
  isBlocked?: boolean;
  /** Why the last try was refused. */
  fault: unknown;
  /** A button apart from the other two. */
  aside?: ReactNode;
  children: ReactNode;
};

/** What is asked in a dialog, what was wrong with it, and the two ways out. */
export function DialogForm(given: Props) {
  const { t } = useTranslation();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        given.onSubmit();
      }}
    >
      <Stack gap="md">
        {given.children}
        <FaultNote fault={given.fault} />
        <Group justify={given.aside ? 'space-between' : 'flex-end'} gap="xs">
          {given.aside}
          <Group gap="xs">
            <Button variant="default" onClick={given.onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={given.isBusy} disabled={given.isBlocked ?? false}>
              {given.action}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

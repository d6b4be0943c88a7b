import { Button, Group, Stack, Text, type ButtonProps } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FaultNote } from '../ui/FaultNote.js';
import { Note } from '../ui/Note.js';
import type { Contested } from './draft-form.js';
import type { DraftFormTools } from './use-draft-form.js';
import { ChangeList } from './versions/ChangeList.js';
import { useChanges } from './versions/use-changes.js';

type Props = { form: DraftFormTools } & Pick<ButtonProps, 'variant'>;

/** The button of a form that sets a part of a draft, and what stands in its way. */
export function SaveDraft({ form, ...look }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" mt="md">
      {form.contested && <ContestedNote {...form.contested} onTakeTheirs={form.takeTheirs} />}
      <FaultNote fault={form.fault} />
      <Group>
        <Button type="submit" loading={form.isSaving} {...look}>
          {t('common.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function ContestedNote({ theirs, mine, onTakeTheirs }: Contested & { onTakeTheirs: () => void }) {
  const { t } = useTranslation();
  const changes = useChanges(theirs, mine);
  return (
    <Note role="alert" tone="care" icon={<IconUsers size={18} />}>
      <Text mb="xs">{t('flowSettings.contested.title')}</Text>
      {changes !== null && <ChangeList changes={changes} />}
      <Button size="compact-sm" variant="default" mt="xs" onClick={onTakeTheirs}>
        {t('flowSettings.contested.theirs')}
      </Button>
    </Note>
  );
}

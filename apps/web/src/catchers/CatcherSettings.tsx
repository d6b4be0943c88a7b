import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { updateCatcher, type CatcherView } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { AnswerSettings } from '../flows/AnswerSettings.js';
import { MaskSettings } from '../flows/MaskSettings.js';
import { DialogForm } from '../ui/DialogForm.js';
import { FormDialog } from '../ui/FormDialog.js';
import { notify } from '../ui/notify.js';
import { DeleteCatcherDialog } from './DeleteCatcherDialog.js';

type Props = { catcher: CatcherView; isOpen: boolean; onClose: () => void };

export function CatcherSettings({ catcher, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} size="lg" title={t('catchers.settings')}>
      <CatcherForm catcher={catcher} onClose={onClose} />
    </FormDialog>
  );
}

function CatcherForm({ catcher, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation();
  const [name, setName] = useState(catcher.name);
  const [answer, setAnswer] = useState(catcher.answer ?? undefined);
  const [masks, setMasks] = useState<string[] | undefined>(catcher.masks);
  const [isAsked, question] = useDisclosure(false);
  const saving = useCall(updateCatcher, { touches: ['catchers'], isShownInPlace: true });
  const save = () =>
    saving.mutate(
      {
        params: { id: catcher.id },
        body: { name: name.trim(), answer: answer ?? null, masks: masks ?? [] },
      },
      {
        onSuccess: () => {
          notify(t('common.saved'));
          onClose();
        },
      },
    );
  return (
    <DialogForm
      onSubmit={save}
      onClose={onClose}
      action={t('common.save')}
      isBusy={saving.isPending}
      isBlocked={name.trim() === ''}
      fault={saving.error}
      aside={
        <Button variant="subtle" color="red" onClick={question.open}>
          {t('catchers.delete')}
        </Button>
      }
    >
      <TextInput
        label={t('common.name')}
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <AnswerSettings answer={answer} onChange={setAnswer} isFixed={false} />
      <MaskSettings masks={masks} onChange={setMasks} />
      <DeleteCatcherDialog catcher={catcher} isOpen={isAsked} onClose={question.close} />
    </DialogForm>
  );
}

import { Button, Group, Loader, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import {
  longestDescription,
  readSearchText,
  type ConnectionView,
  type FlowDocument,
  type Trigger,
} from '@hookline/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForm } from '../ui/DialogForm.js';
import { ProposedFlow } from './ProposedFlow.js';
import { useProposal, type OnTake } from './use-proposal.js';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  models: readonly ConnectionView[];
  source: Pick<Trigger, 'app' | 'event'> | undefined;
  onTake: OnTake;
};

/** A flow in somebody's own words: said, proposed as steps, looked at, and only then taken. */
export function DescribeDialog({ isOpen, onClose, models, source, onTake }: Props) {
  const { t } = useTranslation();
  const [description, setDescription] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const proposing = useProposal();
  const taking = useMutation({
    mutationFn: (document: FlowDocument) => onTake(document),
    meta: { isShownInPlace: true },
  });
  const model = models.find(({ id }) => id === chosen) ?? models[0];
  const { proposal } = proposing;
  const close = () => {
    proposing.stop();
    taking.reset();
    onClose();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      size="lg"
      title={t('proposal.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div data-testid="describe-dialog">
        {proposal ? (
          <DialogForm
            onSubmit={() => taking.mutate(proposal.document, { onSuccess: close })}
            onClose={close}
            action={t('proposal.take')}
            isBusy={taking.isPending}
            fault={taking.error}
            aside={
              <Button variant="subtle" onClick={proposing.stop}>
                {t('proposal.back')}
              </Button>
            }
          >
            <ProposedFlow proposal={proposal} />
          </DialogForm>
        ) : (
          <DialogForm
            onSubmit={() => {
              if (model) proposing.ask({ connectionId: model.id, description, source });
            }}
            onClose={proposing.phase === 'asking' ? proposing.stop : close}
            action={t('proposal.ask')}
            isBusy={proposing.phase === 'asking'}
            isBlocked={readSearchText(description).length < 3 || model === undefined}
            fault={proposing.fault}
          >
            <Words value={description} onChange={setDescription} />
            {models.length > 1 && (
              <Select
                label={t('proposal.model')}
                allowDeselect={false}
                data={models.map(({ id, name }) => ({ value: id, label: name }))}
                value={model?.id ?? null}
                onChange={setChosen}
              />
            )}
            <Text size="sm" c="dimmed">
              {t('proposal.sent', { name: model?.name ?? '' })}
            </Text>
            <div role="status">{proposing.phase === 'asking' && <Thinking />}</div>
          </DialogForm>
        )}
      </div>
    </Modal>
  );
}

const examples = ['mail', 'large', 'table', 'remind'] as const;

function Words({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Textarea
        label={t('proposal.what')}
        autosize
        minRows={4}
        maxRows={10}
        maxLength={longestDescription}
        data-autofocus
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group gap={6} role="group" aria-label={t('proposal.examples')}>
        {examples.map((key) => (
          <Button
            key={key}
            variant="default"
            size="compact-sm"
            radius="xl"
            maw="100%"
            onClick={() => onChange(t(`proposal.example.${key}`))}
          >
            {t(`proposal.exampleName.${key}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function Thinking() {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap">
      <Loader size="sm" aria-hidden />
      <Text size="sm">{t('proposal.thinking')}</Text>
    </Group>
  );
}

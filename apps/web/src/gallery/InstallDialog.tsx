import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { installTemplate, type Bundle } from '@hookline/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ConnectionMaker } from '../connections/ConnectionMaker.js';
import { FaultNote } from '../ui/FaultNote.js';
import { useSay } from '../words/use-say.js';
import { SlotSelect } from './SlotSelect.js';

type Props = { template: Bundle; onClose: () => void };
type Texts = Readonly<Record<string, string>>;

const inputTypes = { text: 'text', email: 'email', url: 'url', number: 'number' } as const;

/** Asks only what the template cannot know, then leads to the address of the new flow. */
export function InstallDialog({ template, onClose }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const navigate = useNavigate();
  const [connections, setConnections] = useState<Texts>({});
  const [answers, setAnswers] = useState<Texts>({});
  const installation = useCall(installTemplate, { touches: ['flows'], isShownInPlace: true });
  const [adding, setAdding] = useState<Bundle['slots'][number] | null>(null);
  const isReady = template.slots.every(
    (slot) => !slot.required || connections[slot.key] !== undefined,
  );
  const install = () =>
    installation.mutate(
      { params: { id: template.id }, body: { connections, answers } },
      { onSuccess: (flow) => void navigate({ to: '/flows/new', search: { flow: flow.id } }) },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(template.title)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {adding !== null && (
        <ConnectionMaker
          app={adding.app}
          connection={null}
          onClose={() => setAdding(null)}
          onSaved={({ id }) => setConnections(withText(connections, adding.key, id))}
        />
      )}
      <form
        hidden={adding !== null}
        onSubmit={(event) => {
          event.preventDefault();
          install();
        }}
      >
        <Stack gap="md">
          <Text c="dimmed">{say(template.summary)}</Text>
          {template.slots.map((slot) => (
            <SlotSelect
              key={slot.key}
              slot={slot}
              value={connections[slot.key]}
              onChange={(id) => setConnections(withText(connections, slot.key, id))}
              onAdd={() => setAdding(slot)}
            />
          ))}
          {template.questions.map((question, index) => (
            <TextInput
              key={question.key}
              label={say(question.label)}
              data-autofocus={index === 0 ? true : undefined}
              type={inputTypes[question.kind]}
              required
              maxLength={2_000}
              {...(question.help === undefined ? {} : { description: say(question.help) })}
              placeholder={question.placeholder ?? ''}
              value={answers[question.key] ?? ''}
              onChange={(event) =>
                setAnswers(withText(answers, question.key, event.currentTarget.value))
              }
            />
          ))}
          <FaultNote fault={installation.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={installation.isPending}
              disabled={!isReady}
              data-autofocus={template.questions.length === 0 ? true : undefined}
            >
              {t('gallery.install')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function withText(texts: Texts, key: string, text: string | undefined): Texts {
  const { [key]: _old, ...others } = texts;
  return text === undefined ? others : { ...others, [key]: text };
}

import { FileButton, Button, Group, Select, Text, Textarea } from '@mantine/core';
import { createFlow, fillSlots, readFlowExport, walkSteps } from '@hookline/contract';
import { IconFileUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { connectionListQuery } from '../api/connections.js';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { FaultNote } from '../ui/FaultNote.js';
import { sayProblem } from '../words/say-problem.js';
import { Note } from '../ui/Note.js';
import { useSay } from '../words/use-say.js';

type Props = { isOpen: boolean; onClose: () => void };

/** Takes a flow from its file or text as a draft, with connections of one's own in its slots. */
export function ImportDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [connections, setConnections] = useState<Readonly<Record<string, string | null>>>({});
  const read = useMemo(() => (text.trim() === '' ? null : readFlowExport(text)), [text]);
  const creating = useCall(createFlow, { touches: ['flows'], isShownInPlace: true });
  const create = () => {
    if (!read?.ok) return;
    creating.mutate(
      { body: fillSlots(read.flow, connections) },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: '/flows/$flowId', params: { flowId: id } });
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={create}
      isBusy={creating.isPending}
      isBlocked={!read?.ok}
      title={t('flows.importTitle')}
      effect={t('flows.importEffect')}
      action={t('flows.importNow')}
    >
      <Group>
        <FileButton
          accept="application/json,.json"
          onChange={(file) => void file?.text().then(setText)}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileUpload size={16} />}>
              {t('flows.importFile')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Textarea
        label={t('flows.importText')}
        minRows={3}
        maxRows={8}
        autosize
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {read && !read.ok && (
        <Note tone="bad" role="alert">
          {t(`flows.importRefused.${read.reason}`, {
            reason: read.problem ? `${sayProblem(read.problem, t)} (${read.problem.pointer})` : '',
          })}
        </Note>
      )}
      {read?.ok && (
        <>
          <Text data-testid="import-found">
            {t('flows.importFound', {
              name: read.flow.document.name,
              count: walkSteps(read.flow.document).length,
            })}
          </Text>
          {read.flow.slots.map(({ key, app }) => (
            <Slot
              key={key}
              app={app}
              value={connections[key] ?? null}
              onChange={(id) => setConnections((before) => ({ ...before, [key]: id }))}
            />
          ))}
        </>
      )}
      <FaultNote fault={creating.error} />
    </ConfirmDialog>
  );
}

type SlotProps = { app: string; value: string | null; onChange: (id: string | null) => void };

function Slot({ app, value, onChange }: SlotProps) {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(connectionListQuery);
  const { data: catalog } = useQuery(catalogQuery);
  const found = catalog?.apps.find((one) => one.key === app);
  const own = (data?.items ?? []).filter((one) => one.app === app);
  return (
    <Select
      label={t('flows.importSlot', { app: found ? say(found.label) : app })}
      placeholder={t('flows.importLater')}
      clearable
      data={own.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  );
}
